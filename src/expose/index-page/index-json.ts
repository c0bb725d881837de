import { addressOf, type Reader } from '../http/reader-address.ts';
import type { ListedEntry, ListedServer, Listing } from './listing.ts';

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
    ...(isClosed ? { authentication: 'required' } : describeEntries(type, entries)),
  };
}

function describeEntries(type: ListedServer['type'], entries: readonly ListedEntry[]): object {
  if (type === 'mcp') return describeMcp(entries);
  return type === 'skill' ? { skills: names(entries) } : { operations: names(entries) };
}

/** What is asked for by name is given by name, and a resource by its URI. */
function describeMcp(entries: readonly ListedEntry[]): object {
  const of = (kind: ListedEntry['kind']): readonly ListedEntry[] => entries.filter((entry) => entry.kind === kind);
  const resources = of('resource').map(({ uri }) => uri);
  const prompts = names(of('prompt'));
  return {
    tools: names(of('tool')),
    ...(resources.length > 0 && { resources }),
    ...(prompts.length > 0 && { prompts }),
  };
}

function names(entries: readonly ListedEntry[]): readonly string[] {
  return entries.map(({ name }) => name);
}
