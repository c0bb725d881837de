import type { Diagnostic } from '../../problem/diagnostic.ts';
import { hasErrors } from '../../problem/report.ts';
import type { Program, ServerProgram } from '../../runtime/compile/program.ts';
import type { DocumentOptions } from '../documents/document-options.ts';
import { CommandError } from '../exit.ts';
import { needsOf } from '../documents/needs.ts';
import { openDocument, type Opened } from '../documents/open-document.ts';

/** What becomes of a document when it is run as things are. */
export type DocumentClass =
  | 'runs'
  | 'runs-with-inferences'
  /** Something of it is left out, or one of its APIs cannot be called. */
  | 'runs-in-part'
  | 'needs-base-uri'
  | 'needs-variable'
  /** Exposes nothing: others import it. */
  | 'parts'
  | 'broken';

/** A document as `capstan check` has found it. No secret is in it. */
export interface CheckedDocument {
  readonly document: string;
  readonly class: DocumentClass;
  /** Variables and addresses it needs, as a user names them. */
  readonly needs: readonly string[];
  readonly servers: number;
  readonly operations: number;
  /** What callers of servers must show, in words, by their namespaces; those that anyone may call are not here. */
  readonly callersShow: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that places in the diagnostics point into, by file. */
  readonly texts: ReadonlyMap<string, string>;
  /** Why it could not be read at all. */
  readonly unreadable?: string;
}

/** Loads and compiles a document; one that cannot be read is a broken one, so that those after it are checked too. */
export async function checkDocument(document: string, options: DocumentOptions): Promise<CheckedDocument> {
  try {
    const opened = await openDocument(document, options, { calls: false });
    await opened.program?.close();
    return { document, ...describe(opened) };
  } catch (error) {
    if (!(error instanceof CommandError) || error.exitCode !== 1) throw error;
    const nothing = { needs: [], servers: 0, operations: 0, callersShow: {}, diagnostics: [], texts: new Map() };
    return { document, class: 'broken', ...nothing, unreadable: error.message };
  }
}

function describe({ program, loaded, diagnostics }: Opened): Omit<CheckedDocument, 'document'> {
  const needs = program ? needsOf(program) : [];
  const hidden = (text: string): string => program?.mask.text(text) ?? text;
  return {
    class: classify(program, diagnostics, needs, loaded.texts.get(loaded.location) ?? ''),
    needs,
    servers: program?.servers.length ?? 0,
    operations: (program?.servers ?? []).reduce((sum, server) => sum + server.bound.length + withoutCall(server), 0),
    callersShow: Object.fromEntries(
      (program?.servers ?? []).flatMap(({ namespace, callers }) => (callers ? [[namespace, callers.shows]] : [])),
    ),
    diagnostics: diagnostics.map((diagnostic) => ({
      ...diagnostic,
      message: hidden(diagnostic.message),
      ...(diagnostic.fix !== undefined && { fix: hidden(diagnostic.fix) }),
    })),
    texts: new Map([...loaded.texts].map(([file, text]) => [file, hidden(text)])),
  };
}

function classify(
  program: Program | undefined,
  diagnostics: readonly Diagnostic[],
  needs: readonly string[],
  text: string,
): DocumentClass {
  if (!program) return 'broken';
  const { capability, servers } = program;
  if (capability.exposes.length === 0) return /\bexposes["']?\s*:/.test(text) ? 'broken' : 'parts';
  if (servers.some((server) => withoutCall(server) > 0 || canCall(server))) {
    if (hasErrors(diagnostics) || needs.length > 0) return 'runs-in-part';
    return diagnostics.some(({ code }) => code.startsWith('inferred-')) ? 'runs-with-inferences' : 'runs';
  }
  // Without servers, only an address could help, as it alone keeps one from being served.
  const wantsAddress = diagnostics.some(({ code }) => code === 'missing-base-uri');
  if (needs.length === 0 || (servers.length === 0 && !wantsAddress)) return 'broken';
  return needs.some((need) => need.startsWith('--base-uri')) ? 'needs-base-uri' : 'needs-variable';
}

function canCall({ bound }: ServerProgram): boolean {
  return bound.some(({ calls }) => calls.every(({ api }) => !api.blocked));
}

/** How much a server has that is no operation: files, messages that are written, skills. */
function withoutCall({ face }: ServerProgram): number {
  if (face.type === 'rest') return 0;
  if (face.type === 'skill') return face.skills.length;
  return [...face.resources, ...face.prompts].filter(({ bound }) => bound === undefined).length;
}
