import { version } from '../../runtime/version.ts';
import type { RunningServer } from '../../runtime/start.ts';
import type { ShownDocument } from './shown-document.ts';
import { clientHeaders } from './client-headers.ts';
import { printable } from '../print/code-frame.ts';
import { needsOfApi } from '../documents/needs.ts';
import { shortPath } from '../print/print-diagnostics.ts';
import { styler } from '../print/style.ts';

/** Pieces of what is printed when servers run. */

export function titleLine(what: string): string {
  return `${styler(process.stdout)('bold', `Capstan ${version}`)} runs ${printable(what)}`;
}

/** Where a document's servers are, and which APIs they call. */
export function documentLines({ program, sandbox, servers, settings }: ShownDocument): readonly string[] {
  const style = styler(process.stdout);
  const width = Math.max(29, ...servers.map(({ url }) => url.length));
  const where = servers.map(
    ({ type, url, namespace }) =>
      `  ${type.toUpperCase().padEnd(5)} ${style('cyan', url.padEnd(width))} ${style('dim', printable(namespace))}`,
  );
  const calls = program.capability.consumes.flatMap((consume) => {
    const api = program.apis.get(consume.namespace);
    if (!api) return [];
    const address = `${api.origin ?? '(address not known)'}${api.basePath}`;
    const local = sandbox?.baseUris.has(api.namespace)
      ? ' (the local sandbox; for your account, set NORTHFLANK_API_KEY and leave out --sandbox)'
      : '';
    const needs = needsOfApi(consume, program);
    const why = needs.length > 0 ? `without ${needs.join(' and ')}` : api.blocked?.code;
    const blocked = api.blocked ? style('yellow', `; every call is refused ${printable(why ?? '')}`) : '';
    return [`  calls ${address}${local}${blocked}`];
  });
  const closed = program.servers.flatMap(({ namespace, callers }) =>
    callers ? [printable(`  callers of ${namespace} show ${callers.shows}`)] : [],
  );
  return [...where, ...closed, ...calls, ...settings.map((line) => printable(`  ${line}`))];
}

export function tryLines(examples: readonly string[]): readonly string[] {
  return examples.length === 0 ? [] : ['', 'Try it:', '', ...examples.map((example) => `  ${printable(example)}`)];
}

/** Those of a document that are reached over HTTP, and what their clients have to send. */
function mcpServers({ program, servers }: ShownDocument): readonly McpServer[] {
  return servers.flatMap((server, index) =>
    server.type === 'mcp' && server.url !== 'stdio:'
      ? [{ ...server, headers: clientHeaders(program.servers[index]?.callers) }]
      : [],
  );
}

type McpServer = RunningServer & { readonly headers: ReturnType<typeof clientHeaders> };

/**
 * What to paste into the configuration of an MCP client. Servers of one name are told apart by their capability.
 *
 * @param all the documents, where only some are shown as an example.
 */
export function mcpLines(shown: readonly ShownDocument[], all = shown): readonly string[] {
  const mcp = shown.flatMap(mcpServers);
  if (mcp.length === 0) return [];
  const count = all.flatMap(mcpServers).length;
  const which = count > mcp.length ? `, ${mcp.length} of ${count} servers` : '';
  const isTaken = (name: string): boolean => mcp.filter(({ namespace }) => namespace === name).length > 1;
  const entries = mcp.map(({ capability, namespace, url, headers }) => [
    isTaken(namespace) ? `${capability}-${namespace}` : namespace,
    { type: 'http', url, headers },
  ]);
  const configuration = JSON.stringify({ mcpServers: Object.fromEntries(entries) }, null, 2);
  return ['', `For an MCP client’s configuration${which}:`, '', printable(configuration).replaceAll(/^/gm, '  ')];
}

/** The last line: where to read what was inferred, and how to stop. */
export function lastLines(shown: readonly ShownDocument[]): readonly string[] {
  const notes = shown.reduce((sum, document) => sum + document.notes, 0);
  const [only, ...more] = shown;
  const file = only && more.length === 0 && only.name !== '-' ? printable(shortPath(only.name)) : 'DOCUMENT';
  const inferred =
    notes === 0
      ? ''
      : `${notes} ${notes === 1 ? 'thing was' : 'things were'} inferred; capstan check ${file} says what. `;
  return ['', styler(process.stdout)('dim', `${inferred}Stop with Ctrl-C.`)];
}
