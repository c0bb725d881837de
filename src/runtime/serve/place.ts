import { fixedSegments, forwardingsOf, restPatterns, type Exposed } from './exposed.ts';
import { groupBy } from './group-by.ts';
import { findOverlapping } from './overlap.ts';
import type { Pattern } from './pattern.ts';
import { uniqueSegments } from './unique-segments.ts';

/** A server and its place on its listener. */
export interface Placed extends Exposed {
  /** The path below which it always answers: `/<capability>`; empty where it has the listener to itself. */
  readonly prefix: string;
  /** Whether it answers at the root as well, by the paths its document gives. */
  readonly atRoot: boolean;
}

/** Places servers that share a listener, so that each answers and no path can mean two of them. */
export function place(servers: readonly Exposed[]): readonly Placed[] {
  if (servers.length === 1) return servers.map((server) => ({ ...server, prefix: '', atRoot: true }));
  const patterns = new Map(servers.map((server) => [server, restPatterns(server)]));
  const prefixes = findPrefixes(servers, patterns);
  const atRoot = findAtRoot(servers, patterns);
  return servers.map((server) => ({
    ...server,
    prefix: prefixes.get(server) ?? '',
    atRoot: atRoot.has(server),
  }));
}

type Patterns = ReadonlyMap<Exposed, readonly Pattern[]>;

/** A capability's first server of each type is at `/<capability>`, a further one at `/<capability>/<namespace>`. */
function findPrefixes(servers: readonly Exposed[], patterns: Patterns): ReadonlyMap<Exposed, string> {
  const prefixes = new Map<Exposed, string>();
  for (const [capability, own] of groupBy(servers, ({ capability }) => capability)) {
    const rest = own.find(isRest);
    const taken = firstSegments(rest ? (patterns.get(rest) ?? []) : []);
    const mcp = taken.has('mcp') ? undefined : own.find(isMcp);
    const skill = taken.has('skills') ? undefined : own.find(isSkill);
    const further = own.filter((server) => ![rest, mcp, skill].includes(server));
    const names = uniqueSegments(
      further.map(({ server }) => server.namespace),
      [...fixedSegments, ...taken],
    );
    for (const server of [rest, mcp, skill]) if (server) prefixes.set(server, `/${capability}`);
    for (const [index, server] of further.entries()) prefixes.set(server, `/${capability}/${names[index]}`);
  }
  return prefixes;
}

/** Those none of whose paths can also be meant by another: by its paths, by `/mcp` or `/skills`, or by a capability's name. */
function findAtRoot(servers: readonly Exposed[], patterns: Patterns): ReadonlySet<Exposed> {
  const capabilities = new Set(servers.map(({ capability }) => capability));
  const mcp = servers.filter(isMcp);
  const skills = servers.filter(isSkill);
  const rest = servers.filter(isRest);
  const overlapping = findOverlapping(new Map(rest.map((server) => [server, patterns.get(server) ?? []])));
  const isFree = (own: string, pattern: Pattern): boolean => {
    const [first] = pattern;
    if (pattern.length === 0) return false; // the index is there
    if (first === undefined) return capabilities.size === 1 && mcp.length + skills.length === 0;
    if (first === 'skills' && skills.length > 0) return false;
    return first === 'mcp' ? mcp.length === 0 : first === own || !capabilities.has(first);
  };
  // What is below a forwarded path, nobody knows.
  const isOpen = (server: Exposed): boolean => capabilities.size > 1 && forwardingsOf(server).length > 0;
  const atRoot = rest.filter(
    (server) =>
      !overlapping.has(server) &&
      !isOpen(server) &&
      patterns.get(server)?.every((one) => isFree(server.capability, one)),
  );
  const mcpIsFree = rest.every((server) =>
    patterns.get(server)?.every(([first, ...more]) => first !== 'mcp' && (first !== undefined || more.length > 0)),
  );
  const skillsAreFree = rest.every((server) =>
    patterns.get(server)?.every(([first]) => first !== 'skills' && first !== undefined),
  );
  return new Set([
    ...atRoot,
    ...(mcp.length === 1 && mcpIsFree ? mcp : []),
    ...(skills.length === 1 && skillsAreFree ? skills : []),
  ]);
}

function firstSegments(patterns: readonly Pattern[]): ReadonlySet<string> {
  return new Set(patterns.flatMap(([first]) => (first === undefined ? [] : [first])));
}

function isRest({ server }: Exposed): boolean {
  return server.face.type === 'rest';
}

function isSkill({ server }: Exposed): boolean {
  return server.face.type === 'skill';
}

function isMcp({ server }: Exposed): boolean {
  return server.face.type === 'mcp';
}
