import { addressOf, type Reader } from './address.ts';
import { Html, html } from './html.ts';
import { countEntries, type ListedCapability, type ListedEntry, type ListedServer, type Listing } from './listing.ts';
import { style } from './style.ts';

/** Up to this many capabilities are shown unfolded. */
const unfolded = 3;

/** The index for people: one page without scripts, which needs nothing but itself. */
export function indexHtml(listing: Listing, reader: Reader): string {
  const open = listing.length <= unfolded ? html` open` : undefined;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Capstan: what is served here</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>What is served here</h1>
          <p class="quiet">
            ${summary(listing)}. For programs the same list is JSON: ask with <code>Accept: application/json</code>.
          </p>
        </header>
        <main>${listing.map((capability) => describeCapability(capability, reader, open))}</main>
      </body>
    </html> `;
  return page.text;
}

function summary(listing: Listing): string {
  const counts = listing.map(countEntries);
  const operations = counts.reduce((sum, count) => sum + count.operations, 0);
  const tools = counts.reduce((sum, count) => sum + count.tools, 0);
  return `${many(listing.length, 'capability', 'capabilities')}, ${counted({ operations, tools })}`;
}

function counted({ operations, tools }: ReturnType<typeof countEntries>): string {
  const parts = [
    ...(operations > 0 ? [many(operations, 'REST operation', 'REST operations')] : []),
    ...(tools > 0 ? [many(tools, 'MCP tool', 'MCP tools')] : []),
  ];
  return parts.join(', ');
}

function many(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}

function describeCapability(capability: ListedCapability, reader: Reader, open: Html | undefined): Html {
  const { name, title, description, servers } = capability;
  return html`<details id="${name}" ${open}>
    <summary>
      <h2>${title}</h2>
      <span class="quiet">${name}: ${counted(countEntries(capability))}</span>
    </summary>
    ${paragraph(description)} ${servers.map((server) => describeServer(server, reader))}
  </details> `;
}

function describeServer(server: ListedServer, reader: Reader): Html {
  const { namespace, type, description, path, openapi, entries } = server;
  // On the listener that was asked, a path is right however the reader got here.
  const description31 = openapi && (server.port === reader.port ? openapi : addressOf(server, openapi, reader));
  return html`<section>
    <h3>${type.toUpperCase()}</h3>
    <code>${addressOf(server, path, reader)}</code> <span class="quiet">${namespace}</span>${
      description31 === undefined ? undefined : html` · <a href="${description31}">OpenAPI</a>`
    }
    ${paragraph(description)}
    <ul>
      ${entries.map((entry) => describeEntry(entry, path))}
    </ul>
  </section> `;
}

function describeEntry({ name, description, route }: ListedEntry, base: string): Html {
  const head = route
    ? html`<code><span class="method">${route.method}</span> ${base}${route.path}</code>
        <span class="quiet">${name}</span>`
    : html`<code>${name}</code>`;
  return html`<li>${head}${paragraph(description)}</li> `;
}

function paragraph(text: string | undefined): Html | undefined {
  return text?.trim() ? html`<p>${text.trim()}</p>` : undefined;
}
