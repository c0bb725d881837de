import { expect, short } from './expect.mjs';
import { send } from './send.mjs';

/**
 * Sends a JSON-RPC request to a server.
 *
 * @param parameters of the method, as JSON text. @returns `{result, error}`.
 * @throws Error when the answer is none.
 */
export async function rpc(server, method, parameters, headers = {}, query = '') {
  const { origin, pathname } = new URL(server.url);
  const answer = await send(origin, {
    method: 'POST',
    path: pathname + query,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-06-18',
      ...headers,
    },
    body: `{"jsonrpc":"2.0","id":7,"method":"${method}","params":${parameters}}`,
  });
  const isStream = String(answer.headers['content-type']).startsWith('text/event-stream');
  const text = isStream ? answer.text.split(/^data: ?/m).at(-1) : answer.text;
  const message = parse(text);
  expect(message?.jsonrpc === '2.0', () => `${method} was answered ${answer.status} ${short(text)}`);
  expect((message.result === undefined) !== (message.error === undefined), () => `Half an answer: ${short(text)}`);
  const isDefect = message.error?.code === -32603 && message.error.data?.code === undefined;
  expect(
    !isDefect && message.error?.data?.code !== 'internal-error',
    () => `${method} came to an internal error: ${short(text)}`,
  );
  return { result: message.result, error: message.error, text };
}

/**
 * Calls a tool. @param values its arguments, as JSON text.
 *
 * @throws Error when what comes is not the result of a call.
 */
export async function callTool(server, name, values, headers, query) {
  const answer = await rpc(
    server,
    'tools/call',
    `{"name":${JSON.stringify(name)},"arguments":${values}}`,
    headers,
    query,
  );
  if (answer.error) return { isError: true, text: answer.text };
  const { isError, content, _meta: meta } = answer.result;
  expect(Array.isArray(content), () => `The result of a call has no content: ${short(answer.text)}`);
  const code = meta?.['capstan/error']?.code;
  expect(code !== 'internal-error', () => `${name} came to a defect: ${short(answer.text)}`);
  return { isError: isError === true, code, text: answer.text };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
