import { callersCredentials } from './credentials.mjs';
import { put } from './put.mjs';
import { parseJson, send } from './send.mjs';

let nextId = 1;

/** Calls a tool. @returns `{isError, code}` */
export async function callTool(server, entry, { toolName, values, variables, timeout }) {
  const { result, error } = await rpc(server, entry, { variables, timeout }, 'tools/call', {
    name: toolName,
    arguments: withParts(values),
  });
  if (error) return { isError: true, code: String(error.data?.code ?? error.code), detail: error.message };
  return {
    isError: result?.isError ?? false,
    code: result?._meta?.['capstan/error']?.code,
    detail: result?.isError ? result.content?.[0]?.text : undefined,
    text: result?.content?.[0]?.text,
    isTool: true,
  };
}

/** `body.owner` is a member of the argument `body`. */
function withParts(values) {
  const whole = {};
  // What is a part of another value comes behind it.
  const isPart = ([name]) => name.startsWith('body.');
  const ordered = [...values].sort((a, b) => Number(isPart(a)) - Number(isPart(b)));
  for (const [name, value] of ordered) {
    const [first, ...rest] = name.startsWith('body.') ? name.split('.') : [name];
    put(whole, [first, ...rest], value);
  }
  return whole;
}

/** All tools a server lists, page after page. */
export async function listTools(server, entry, options) {
  const tools = [];
  let cursor;
  do {
    const { result } = await rpc(server, entry, options, 'tools/list', cursor === undefined ? {} : { cursor });
    tools.push(...(result?.tools ?? []));
    cursor = result?.nextCursor;
  } while (cursor !== undefined);
  return tools;
}

async function rpc(server, entry, { variables, timeout }, method, parameters) {
  const credentials = callersCredentials(entry.authentication, variables);
  const { status, headers, text } = await send(server.url, {
    method: 'POST',
    path: ['', ...credentials.query].join('?'),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-06-18',
      ...credentials.headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: nextId++, method, params: parameters }),
    timeout,
  });
  const isStream = String(headers['content-type']).startsWith('text/event-stream');
  const message = parseJson(isStream ? text.split(/^data: ?/m).at(-1) : text);
  return message ?? { error: { code: status, message: text.slice(0, 200) } };
}

/** The names that Capstan says it gave to tools whose own no client takes. */
export function renamedTools(diagnostics) {
  const said = diagnostics.filter(({ code }) => code === 'tool-renamed');
  return new Map(
    said.flatMap(({ message }) => {
      const found = /the tool name `(.*)`; it is served as `([^`]*)`/s.exec(message);
      return found ? [[found[1], found[2]]] : [];
    }),
  );
}

/**
 * The served name of each tool of the document: its own, the one that Capstan says it gave it, or for a tool without one
 * that of what it calls.
 *
 * @returns entry to served name; a tool that is not served, or not the first of its name, has none.
 */
export function matchTools(entries, tools, renamed) {
  const left = new Set(tools.map(({ name }) => name));
  const names = new Map();
  for (const entry of entries) {
    const called = entry.call?.split('.').slice(1).join('.');
    const own = [entry.name ?? called, renamed.get(entry.name)].find((name) => left.delete(name));
    if (own !== undefined) names.set(entry, own);
  }
  // A name made of that of what is called is said nowhere.
  const others = entries.filter((entry) => !names.has(entry) && entry.name === undefined);
  if (others.length === left.size) for (const [index, name] of [...left].entries()) names.set(others[index], name);
  return names;
}
