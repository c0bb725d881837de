import { shownPath } from '../../expression/placeholders.ts';
import { addressOf, type Reader } from '../http/reader-address.ts';
import { countEntries, type ListedCapability, type ListedEntry, type ListedServer, type Listing } from './listing.ts';
import { Markup, markup } from './markup.ts';
import { style } from './style.ts';

/** Up to this many capabilities are shown unfolded. */
const unfolded = 3;

/** The index for people: one page without scripts, which needs nothing but itself. */
export function indexHtml(listing: Listing, reader: Reader): string {
  const open = listing.length <= unfolded;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Capstan: what is served here</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<h1>What is served here</h1>
<p class="quiet">${summary(listing)}. Programs get the same list as JSON.</p>
</header>
<main>
${listing.map((capability) => describeCapability(capability, reader, open))}</main>
</body>
</html>
`;
  return page.text;
}

function summary(listing: Listing): string {
  const servers = listing.flatMap((capability) => capability.servers);
  return joined(', ', many(listing.length, 'capability', 'capabilities'), counted(servers));
}

const kinds = [
  ['operation', 'REST operation'],
  ['tool', 'MCP tool'],
  ['resource', 'MCP resource'],
  ['prompt', 'MCP prompt'],
  ['skill', 'skill'],
] as const;

function counted(servers: readonly ListedServer[]): string {
  const counts = kinds.map(([kind, words]) => ({ count: countEntries(servers, kind), words }));
  return counts.flatMap(({ count, words }) => (count > 0 ? [many(count, words, `${words}s`)] : [])).join(', ');
}

/** A server that only passes requests on has nothing to count, and a closed one does not tell. */
function joined(between: string, ...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(between);
}

function many(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

function describeCapability(capability: ListedCapability, reader: Reader, open: boolean): Markup {
  const { name, title, description, servers } = capability;
  return markup`<details id="${name}"${open ? markup` open` : undefined}>
<summary><h2>${title}</h2> <span class="quiet">${joined(': ', name, counted(servers))}</span></summary>
${paragraph(description)}${servers.map((server) => describeServer(server, reader))}</details>
`;
}

function describeServer(server: ListedServer, reader: Reader): Markup {
  const { namespace, type, description, path, isClosed, entries } = server;
  return markup`<section>
<h3>${type.toUpperCase()}</h3> <code>${addressOf(server, path, reader)}</code> <span class="quiet">${namespace}</span>${linkToOpenApi(server, reader)}
${paragraph(isClosed ? 'Its callers must authenticate, and learn there what it serves.' : description)}<ul>
${entries.map((entry) => describeEntry(entry, path))}</ul>
</section>
`;
}

/** On the listener that was asked, a path is right however the reader got here. */
function linkToOpenApi(server: ListedServer, reader: Reader): Markup | undefined {
  const { openapi, namespace } = server;
  if (openapi === undefined) return undefined;
  const address = server.port === reader.port ? openapi : addressOf(server, openapi, reader);
  return markup` <a href="${address}" aria-label="OpenAPI description of ${namespace}">OpenAPI</a>`;
}

function describeEntry(entry: ListedEntry, base: string): Markup {
  return markup`<li>${headOf(entry, base)}${paragraph(entry.description)}</li>
`;
}

function headOf({ kind, name, route, uri }: ListedEntry, base: string): Markup {
  if (route) {
    return markup`<code><span class="method">${route.method}</span> ${base}${shownPath(route.path)}</code> <span class="quiet">${name}</span>`;
  }
  if (uri !== undefined) return markup`<code>${uri}</code> <span class="quiet">resource ${name}</span>`;
  return markup`<code>${name}</code>${kind === 'prompt' || kind === 'skill' ? markup` <span class="quiet">${kind}</span>` : undefined}`;
}

function paragraph(text: string | undefined): Markup | undefined {
  const trimmed = text?.trim();
  return trimmed ? markup`<p>${trimmed.split(codePattern).map(part)}</p>` : undefined;
}

/** What stands between backticks, as authors write names and values. */
const codePattern = /`([^`\n]+)`/;

function part(text: string, index: number): Markup {
  return index % 2 === 1 ? markup`<code>${text}</code>` : markup`${text}`;
}
