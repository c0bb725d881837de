import type { Forwarding } from '../../operation/forward.ts';
import type { Program, ServerProgram } from '../compile/program.ts';
import { readPattern, type Pattern } from './pattern.ts';
import { uniqueSegments } from './unique-segments.ts';

/** One exposed server of one of the programs. */
export interface Exposed {
  /** The capability's name, which no other program has. */
  readonly capability: string;
  readonly program: Program;
  readonly server: ServerProgram;
}

/** What is served at fixed paths on a listener that several share, so that no capability may have the name. */
export const fixedSegments = ['mcp', 'skills', 'openapi.json'];

/** All exposed servers, in the order of the documents. */
export function exposedServers(programs: readonly Program[]): readonly Exposed[] {
  const names = uniqueSegments(
    programs.map(({ capability }) => capability.name),
    fixedSegments,
  );
  return programs.flatMap((program, index) =>
    program.servers.map((server) => ({ capability: names[index] ?? '', program, server })),
  );
}

/** Whether a server is at a pair of pipes instead of a listener. */
export function isOverStdio({ server: { face } }: Exposed): boolean {
  return face.type === 'mcp' && face.transport === 'stdio';
}

/** What a REST server forwards; nothing for any other. */
export function forwardingsOf({ server: { face } }: Exposed): readonly Forwarding[] {
  return face.type === 'rest' ? face.forwards : [];
}

/** The paths of a REST server; none for any other. */
export function restPatterns({ server: { face } }: Exposed): readonly Pattern[] {
  return face.type === 'rest' ? face.routes.map(({ path }) => readPattern(path)) : [];
}
