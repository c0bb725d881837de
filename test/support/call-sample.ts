import { isObject } from '../../src/json/json.ts';
import { ask } from './ask.ts';
import type { PromptCall, ResourceCall, RestCall, SampleCall, ToolCall } from './sample.ts';
import type { ServedSample } from './serve-sample.ts';

type Servers = ServedSample['servers'];

/** An answer in every form a sample may speak of; what it is not is undefined. */
export interface Got {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly code: string | undefined;
  readonly json: unknown;
  readonly text?: string;
  readonly base64?: string;
  readonly isError?: boolean;
  readonly says?: string | undefined;
}

export function callSample(servers: Servers, { rest, tool, resource, prompt }: SampleCall): Promise<Got> {
  if (rest) return callRest(servers, rest);
  if (tool) return callTool(servers, tool);
  if (resource) return readResource(servers, resource);
  if (prompt) return getPrompt(servers, prompt);
  throw new Error('A call is one of `rest`, `tool`, `resource` and `prompt`.');
}

async function callRest(servers: Servers, { on, request, headers = {}, body }: RestCall): Promise<Got> {
  const [method = 'GET', target = '/'] = request.split(/ (.*)/s);
  const origin = address(servers, 'rest', on);
  const sent = { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers };
  if (method === 'GET' && body !== undefined) return getWithBody(origin, target, Object.entries(sent).flat(), body);
  const response = await fetch(origin + target, {
    method,
    redirect: 'manual',
    headers: sent,
    ...(body !== undefined && { body }),
  });
  return readResponse(response);
}

/** What `fetch` does not send. */
async function getWithBody(origin: string, target: string, headers: readonly string[], body: string): Promise<Got> {
  const { status, text, headers: told } = await ask(origin, target, { headers, body });
  const type = String(told['content-type'] ?? '');
  return readResponse(new Response(text, { status, headers: { 'content-type': type } }));
}

interface ToolResult {
  readonly isError?: boolean;
  readonly content: readonly { readonly text?: string }[];
  readonly structuredContent?: unknown;
  readonly _meta?: { readonly 'capstan/error'?: { readonly code: string } };
}

async function callTool(servers: Servers, { name, arguments: given = {}, ...how }: ToolCall): Promise<Got> {
  const response = await askMcp(servers, 'tools/call', { name, arguments: given }, how);
  const answer = await readResponse(response);
  const { result } = answer.json as { readonly result?: ToolResult }; // MCP answers in JSON
  if (!result) return answer;
  return {
    isError: result.isError ?? false,
    json: result.structuredContent,
    says: result.content[0]?.text,
    code: result._meta?.['capstan/error']?.code,
  };
}

interface McpAnswer<Result> {
  readonly result?: Result;
  readonly error?: { readonly message: string; readonly data?: { readonly code?: string } };
}

interface Contents {
  readonly contents: readonly { readonly text?: string; readonly blob?: string }[];
}

async function readResource(servers: Servers, { uri, ...how }: ResourceCall): Promise<Got> {
  const { result, error } = await answerOf<Contents>(await askMcp(servers, 'resources/read', { uri }, how));
  const [first] = result?.contents ?? [];
  return {
    json: error ?? result,
    says: error?.message ?? first?.text,
    code: error?.data?.code,
    ...(first?.blob !== undefined && { base64: first.blob }),
  };
}

interface Messages {
  readonly messages: readonly { readonly content: { readonly text?: string } }[];
}

async function getPrompt(servers: Servers, { name, arguments: given, ...how }: PromptCall): Promise<Got> {
  const response = await askMcp(servers, 'prompts/get', { name, arguments: given }, how);
  const { result, error } = await answerOf<Messages>(response);
  const says = error?.message ?? result?.messages[0]?.content.text;
  return { json: error ?? result, says, code: error?.data?.code };
}

/** What a list of MCP says: tools, resources and so on. */
export async function listMcp(servers: Servers, method: string, key: string): Promise<unknown> {
  const { result } = await answerOf<Readonly<Record<string, unknown>>>(await askMcp(servers, method, {}));
  return result?.[key]; // an error has no result
}

async function answerOf<Result>(response: Response): Promise<McpAnswer<Result>> {
  return (await response.json()) as McpAnswer<Result>; // what is not so fails where it is used
}

async function askMcp(
  servers: Servers,
  method: string,
  params: object,
  { on, headers }: Pick<ToolCall, 'on' | 'headers'> = {},
): Promise<Response> {
  return fetch(address(servers, 'mcp', on), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
}

async function readResponse(response: Response): Promise<Got> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const json = parse(bytes.toString());
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    code: isObject(json) && typeof json.code === 'string' ? json.code : undefined,
    json,
    text: bytes.toString(),
    base64: bytes.toString('base64'),
  };
}

function address(servers: Servers, type: string, namespace: string | undefined): string {
  const server = servers.find((one) => one.type === type && (namespace === undefined || one.namespace === namespace));
  if (!server) throw new Error(`There is no server ${namespace ?? ''} of type ${type}.`);
  return server.url;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
