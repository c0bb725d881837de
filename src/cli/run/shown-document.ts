import type { Running, RunningServer } from '../../runtime/start.ts';
import type { Program } from '../../runtime/compile/program.ts';
import type { LocalSandbox } from '../bundled.ts';
import type { OpenedDocument } from '../documents/open-documents.ts';

/** A document that is served, as the welcome shows it. */
export interface ShownDocument {
  /** As it was named on the command line. */
  readonly name: string;
  readonly program: Program;
  readonly sandbox: LocalSandbox | undefined;
  readonly servers: readonly RunningServer[];
  /** What the user's settings come to; a line each. */
  readonly settings: readonly string[];
  /** How many things were inferred. */
  readonly notes: number;
}

/** The documents that have servers, with these; both lists are in the same order. */
export function shownDocuments(running: Running, documents: readonly OpenedDocument[]): readonly ShownDocument[] {
  let next = 0;
  return documents.flatMap(({ name, opened }) => {
    const { program, sandbox, settings = [], diagnostics = [] } = opened ?? {};
    if (!program || program.servers.length === 0) return [];
    const servers = running.servers.slice(next, (next += program.servers.length));
    const notes = diagnostics.filter(({ severity }) => severity === 'note').length;
    return [{ name, program, sandbox, servers, settings, notes }];
  });
}
