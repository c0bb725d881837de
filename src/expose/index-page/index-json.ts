import { addressOf, type Reader } from './address.ts';
import type { ListedServer, Listing } from './listing.ts';

/** The index for programs. */
export function indexJson(listing: Listing, reader: Reader): string {
  return JSON.stringify({
    capabilities: listing.map(({ name, title, description, servers }) => ({
      name,
      title,
      description,
      servers: servers.map((server) => describe(server, reader)),
    })),
  });
}

function describe(server: ListedServer, reader: Reader): object {
  const { namespace, type, path, openapi, isClosed, entries } = server;
  return {
    namespace,
    type,
    url: addressOf(server, path, reader),
    ...(openapi !== undefined && { openapi: addressOf(server, openapi, reader) }),
    ...(isClosed
      ? { authentication: 'required' }
      : { [type === 'mcp' ? 'tools' : 'operations']: entries.map(({ name }) => name) }),
  };
}
