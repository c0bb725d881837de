import { expect, short } from './expect.mjs';
import { rpc } from './mcp.mjs';

/** All that a list of a server says; nothing where it has no such list. */
export async function listAll(server, method, key, { headers, query }) {
  const all = [];
  let cursor;
  do {
    const parameters = JSON.stringify(cursor === undefined ? {} : { cursor });
    const { result, error, text } = await rpc(server, method, parameters, headers, query);
    if (error?.code === -32601) return [];
    expect(Array.isArray(result?.[key]), () => `${method} came to ${short(text)}`);
    all.push(...result[key]);
    cursor = result.nextCursor;
  } while (cursor !== undefined);
  return all;
}

/** Reads a resource. @throws Error when what comes is neither contents nor an error with a reason. */
export async function readResource(server, uri, credentials) {
  const answer = await rpc(server, 'resources/read', JSON.stringify({ uri }), credentials.headers, credentials.query);
  const contents = answer.result?.contents;
  const isRead = contents?.every(
    (one) => one.uri === uri && (typeof one.text === 'string') !== (typeof one.blob === 'string'),
  );
  expect(answer.error ?? (isRead && contents.length > 0), () => `${short(uri)} came to ${short(answer.text)}`);
  return answer.text;
}

/** Gets a prompt. @throws Error when what comes is neither messages nor an error. */
export async function getPrompt(server, name, given, { headers, query }) {
  const answer = await rpc(server, 'prompts/get', JSON.stringify({ name, arguments: given }), headers, query);
  const isMade = answer.result?.messages?.every(
    ({ role, content }) => ['user', 'assistant'].includes(role) && typeof content.type === 'string',
  );
  expect(answer.error ?? isMade, () => `The prompt ${short(name)} came to ${short(answer.text)}`);
  return answer.text;
}
