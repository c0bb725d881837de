import type { Program } from '../../runtime/compile/program.ts';
import { usageError } from '../exit.ts';

/**
 * The programs as they are served over standard input and output: of all their servers only the MCP server of this name.
 *
 * @throws CommandError of wrong usage when there is none.
 */
export function onlyOverStdio(programs: readonly Program[], namespace: string): readonly Program[] {
  const found = programs.flatMap((program) => {
    const server = program.servers.find((one) => one.namespace === namespace && one.face.type === 'mcp');
    if (server?.face.type !== 'mcp') return [];
    return [{ ...program, servers: [{ ...server, face: { ...server.face, transport: 'stdio' as const } }] }];
  });
  if (found.length > 0) return found.slice(0, 1);
  const known = programs.flatMap(({ servers }) => servers.filter(({ face }) => face.type === 'mcp'));
  const names = known.map((server) => server.namespace).join(', ') || 'none';
  throw usageError(`--stdio: no MCP server is exposed as \`${namespace}\`. There is ${names}.`);
}

/** Whether standard output belongs to an MCP client, so that nothing else may be written to it. */
export function usesStdio(programs: readonly Program[]): boolean {
  return programs.some(({ servers }) => servers.some(isOverStdio));
}

/** Whether there is nothing to do once the client has closed its end. */
export function isAllOverStdio(programs: readonly Program[]): boolean {
  return programs.every(({ servers }) => servers.every(isOverStdio));
}

function isOverStdio({ face }: Program['servers'][number]): boolean {
  return face.type === 'mcp' && face.transport === 'stdio';
}
