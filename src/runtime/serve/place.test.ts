import { describe, expect, it } from 'vitest';
import { compileText, type TestProgram } from '../testing.ts';
import { exposedServers } from './exposed.ts';
import { place } from './place.ts';

/** A program of REST servers, each with these paths, and of so many MCP and skill servers. */
function program(name: string, rest: readonly (readonly string[])[], mcp = 0, skill = 0): TestProgram {
  const servers = [
    ...rest.map(
      (paths, at) => `
    - type: rest
      namespace: rest${at}
      port: 8080
      resources:
${paths.map((path, index) => `        - { path: '${path}', operations: [{ name: o${index}, method: GET, call: up.get }] }`).join('\n')}`,
    ),
    ...Array.from(
      { length: mcp },
      (_, at) => `
    - { type: mcp, namespace: tools${at}, port: 8080, tools: [{ name: get, call: up.get }] }`,
    ),
    ...Array.from(
      { length: skill },
      (_, at) => `
    - { type: skill, namespace: skills${at}, port: 8080, skills: [{ name: s, description: S }] }`,
    ),
  ];
  const compiled = compileText(`
naftiko: 1.0.0-alpha2
capability:
  consumes:
    - { type: http, namespace: up, baseUri: 'http://127.0.0.1:1', resources: [{ path: /x, operations: [{ name: get, method: GET }] }] }
  exposes:${servers.join('')}
`);
  return { ...compiled, capability: { ...compiled.capability, name } };
}

/** `prefix`, with `+ /` where the server is at the root as well. */
function places(...programs: readonly TestProgram[]): readonly string[] {
  return place(exposedServers(programs)).map(({ prefix, atRoot }) => (atRoot ? `${prefix} + /` : prefix));
}

describe('a server', () => {
  it('that is alone on its port is where its document says', () => {
    expect(places(program('a', [['/', '/{x}']]))).toEqual([' + /']);
  });

  it.each([
    ['none of whose paths is another’s keeps them', [['/v1/a'], ['/v1/b']], ['/a + /', '/b + /']],
    [
      'with a path that is another’s does not',
      [['/v1/a', '/v1/x'], ['/v1/b', '/v1/{y}'], ['/v2']],
      ['/a', '/b', '/c + /'],
    ],
    ['with a path that could be another’s name does not', [['/{x}/a'], ['/b/c']], ['/a', '/b + /']],
    ['with a path that is another’s name does not', [['/b/c'], ['/d']], ['/a', '/b + /']],
    ['may have a path of its own name', [['/a/c'], ['/d']], ['/a + /', '/b + /']],
    ['with a path where the index is does not', [['/', '/a1'], ['/d']], ['/a', '/b + /']],
  ])('%s', (_, documents, expected) => {
    expect(places(...documents.map((paths, at) => program('abc'[at] ?? '', [paths])))).toEqual(expected);
  });

  it('that passes on what is below a path is not at the root, where that could be another’s', () => {
    const [first, second] = [program('a', [['/x']]), program('b', [['/y']])];
    const forwarding = first.servers.map((server) => ({
      ...server,
      face: {
        type: 'rest' as const,
        routes: [],
        forwards: [{ path: '/y', trustedHeaders: [], plan: undefined as never }],
      },
    }));
    expect(places({ ...first, servers: forwarding as never }, second)).toEqual(['/a', '/b + /']);
  });

  it('of MCP is at the root when it is the only one', () => {
    expect(places(program('a', [['/x']], 1), program('b', [['/y']]))).toEqual(['/a + /', '/a + /', '/b + /']);
    expect(places(program('a', [], 1), program('b', [], 1))).toEqual(['/a', '/b']);
  });

  it('whose paths could be /mcp is not at the root, where there is one of MCP', () => {
    expect(places(program('a', [['/{x}']]), program('b', [], 1))).toEqual(['/a', '/b']);
    expect(places(program('a', [['/mcp/x']]), program('b', [], 1))).toEqual(['/a', '/b']);
  });

  it('of skills is at the root when it is the only one, and no path can mean its own', () => {
    expect(places(program('a', [['/x']], 1, 1))).toEqual(['/a + /', '/a + /', '/a + /']);
    expect(places(program('a', [], 0, 1), program('b', [], 0, 2))).toEqual(['/a', '/b', '/b/skills1']);
    expect(places(program('a', [['/{x}/y']]), program('b', [], 0, 1))).toEqual(['/a', '/b']);
    expect(places(program('a', [['/skills/x']], 0, 1))).toEqual(['/a', '/a/skills0']);
  });

  it('that is the second of its type in its capability is below its namespace', () => {
    expect(places(program('a', [['/x'], ['/y']], 2))).toEqual(['/a + /', '/a/rest1 + /', '/a', '/a/tools1']);
  });

  it('never takes what another of its capability has below its name', () => {
    expect(places(program('a', [['/rest1/x', '/mcp/x'], ['/y']], 1))).toEqual(['/a', '/a/rest1-2 + /', '/a/tools0']);
  });

  it('of a capability whose name is taken is below a numbered one', () => {
    expect(places(program('a', [['/x']]), program('a', [['/x']]))).toEqual(['/a', '/a-2']);
    expect(places(program('mcp', [['/x']]), program('b', [['/x']]))).toEqual(['/mcp-2', '/b']);
  });
});
