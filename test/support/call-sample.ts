import { isObject } from '../../src/json/json.ts';
import type { RestCall, SampleCall, ToolCall } from './sample.ts';
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

export function callSample(servers: Servers, { rest, tool }: SampleCall): Promise<Got> {
  if (rest) return callRest(servers, rest);
  if (tool) return callTool(servers, tool);
  throw new Error('A call is either `rest` or `tool`.');
}

async function callRest(servers: Servers, { on, request, headers = {}, body }: RestCall): Promise<Got> {
  const [method = 'GET', target = '/'] = request.split(/ (.*)/s);
  const response = await fetch(address(servers, 'rest', on) + target, {
    method,
    redirect: 'manual',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body }),
  });
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

/** An output that is no object stands under `result`; a refusal has its code in `_meta`. */
interface ToolResult {
  readonly isError?: boolean;
  readonly content: readonly { readonly text?: string }[];
  readonly structuredContent?: unknown;
  readonly _meta?: { readonly 'capstan/error'?: { readonly code: string } };
}

async function callTool(servers: Servers, { on, name, arguments: given = {} }: ToolCall): Promise<Got> {
  const result = await askMcp<ToolResult>(servers, on, 'tools/call', { name, arguments: given });
  return {
    isError: result.isError ?? false,
    json: result.structuredContent,
    says: result.content[0]?.text,
    code: result._meta?.['capstan/error']?.code,
  };
}

export async function listTools(servers: Servers): Promise<readonly object[]> {
  const { tools } = await askMcp<{ readonly tools: readonly object[] }>(servers, undefined, 'tools/list', {});
  return tools;
}

async function askMcp<Result>(
  servers: Servers,
  on: string | undefined,
  method: string,
  params: object,
): Promise<Result> {
  const response = await fetch(address(servers, 'mcp', on), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const answer = (await response.json()) as { readonly result?: Result }; // whether it is one is what the sample tests
  if (answer.result === undefined) throw new Error(`No result: ${JSON.stringify(answer)}`);
  return answer.result;
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
