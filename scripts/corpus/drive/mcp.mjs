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
  for (const [name, value] of values) {
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
  const { origin, pathname } = new URL(server.url);
  const credentials = callersCredentials(entry.authentication, variables);
  const { status, headers, text } = await send(origin, {
    method: 'POST',
    path: [pathname, ...credentials.query].join('?'),
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

/** A description that says little is completed, sentence by sentence. */
function beginsWith(description, words) {
  if (typeof words !== 'string' || words.trim() === '') return false;
  const plain = words
    .replaceAll(/<\/?[a-z][^>]*>/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return description === words.trim() || description.startsWith(/[.!?:)]$/.test(plain) ? `${plain} ` : `${plain}. `);
}

/**
 * The served name of each tool of the document: the same, or for a name that clients do not take, the next one left whose
 * description begins with the same words.
 *
 * @returns entry to served name; a tool that is not served, or not its first of the name, has none.
 */
export function matchTools(entries, tools) {
  const left = new Set(tools);
  const names = new Map();
  for (const entry of entries) {
    const tool = [...left].find(({ name }) => name === entry.name);
    if (tool) {
      names.set(entry, tool.name);
      left.delete(tool);
    }
  }
  const written = new Set(entries.map(({ name }) => name));
  for (const entry of entries) {
    if (names.has(entry) || /^[\w-]{1,64}$/.test(entry.name ?? '')) continue;
    const tool =
      [...left].find(({ name, description }) => !written.has(name) && beginsWith(description, entry.description)) ??
      (left.size === 1 && entry.description === undefined ? [...left][0] : undefined);
    if (tool) {
      names.set(entry, tool.name);
      left.delete(tool);
    }
  }
  return names;
}
