import type { Program } from '../../runtime/compile/program.ts';

/** Addresses that only this machine can reach. */
const own = /^(?:localhost|127\.[\d.]+|\[?::1\]?)$/i;

/** What to say where an address opens servers to the network that ask their callers for nothing. */
export function openServers(host: string, programs: readonly Program[]): string | undefined {
  const open = programs.flatMap(({ servers }) => servers.filter(({ callers }) => callers === undefined));
  if (own.test(host) || open.length === 0) return undefined;
  const names = open.slice(0, 5).map(({ namespace }) => namespace);
  const more = open.length > names.length ? ` and ${open.length - names.length} more` : '';
  return `Whoever can reach this machine over the network may call ${names.join(', ')}${more}: callers are asked for nothing. \`authentication:\` of a server has it ask for a credential.`;
}
