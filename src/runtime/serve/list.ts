import type { ListedEntry, ListedServer, Listing } from '../../expose/index-page/listing.ts';
import type { McpResource } from '../../expose/mcp/resources/resource.ts';
import type { RestRoute } from '../../expose/rest/router.ts';
import type { Placed } from './place.ts';

/** A placed server and the port its listener got. */
export interface Open extends Placed {
  readonly port: number;
}

/** What the index shows, in the order of the documents. */
export function listServers(open: readonly Open[]): Listing {
  const capabilities = new Map<string, { readonly first: Open; readonly servers: ListedServer[] }>();
  for (const one of open) {
    const listed = capabilities.get(one.capability) ?? { first: one, servers: [] };
    capabilities.set(one.capability, listed);
    listed.servers.push(listServer(one));
  }
  return [...capabilities].map(([name, { first, servers }]) => {
    const { display, description } = first.program.capability;
    const isClosed = servers.every((server) => server.isClosed);
    return { name, title: display, description: isClosed ? undefined : description, servers };
  });
}

/** Below which path of its listener a server answers, by the shortest of its addresses. */
export function pathOfServer(placed: Placed): string {
  return addressesOf(placed)[0] ?? '';
}

/** All paths of its listener below which a server answers, the shortest first. */
export function addressesOf({ server, prefix, atRoot }: Placed): readonly string[] {
  const own = ownPaths[server.face.type];
  return [...new Set([...(atRoot ? [own] : []), prefix + own])];
}

/** What is always in the addresses of a server's kind. */
const ownPaths = { rest: '', mcp: '/mcp', skill: '/skills' } as const;

function listServer(one: Open): ListedServer {
  const { server, prefix, port } = one;
  const { namespace, description, face, callers } = server;
  const isClosed = callers !== undefined;
  return {
    namespace,
    type: face.type,
    description: isClosed ? undefined : description,
    port,
    path: pathOfServer(one),
    openapi: face.type === 'rest' ? `${prefix}/openapi.json` : undefined,
    isClosed,
    entries: isClosed ? [] : listEntries(face),
  };
}

function listEntries(face: Open['server']['face']): readonly ListedEntry[] {
  if (face.type === 'rest') return face.routes.map(listRoute);
  if (face.type === 'skill') {
    return face.skills.map(({ about: { name, description } }) => ({ kind: 'skill', name, description }));
  }
  return [
    ...face.tools.map(({ name, description }) => ({ kind: 'tool', name, description }) as const),
    ...face.resources.flatMap(({ served }) => served.map(listResource)),
    ...face.prompts.map(({ served: { name, description = '' } }) => ({ kind: 'prompt', name, description }) as const),
  ];
}

function listRoute({ operation: { name, description }, method, path }: RestRoute): ListedEntry {
  return { kind: 'operation', name, description, route: { method, path: path.startsWith('/') ? path : `/${path}` } };
}

function listResource(resource: McpResource): ListedEntry {
  const { name, description = '' } = resource;
  return { kind: 'resource', name, description, uri: 'uri' in resource ? resource.uri : resource.uriTemplate };
}
