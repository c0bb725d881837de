import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';

import { serveHttp } from '../../../test/support/serve.ts';
import type { Json } from '../../json/json.ts';
import type { Operation, Outcome } from '../../operation/operation.ts';
import { createMcpFace } from './face.ts';
import type { McpFaceOptions } from './face.ts';

/** For the tests of this folder: operations, a server, and requests written as the wire has them. */

export interface TestServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function listen(listener: RequestListener): Promise<TestServer> {
  const { origin, close } = await serveHttp(listener);
  return { url: origin, close };
}

export async function serve(tools: readonly Operation[], options: Partial<McpFaceOptions> = {}): Promise<TestServer> {
  const face = createMcpFace({
    name: 'library',
    version: '1.2.3',
    instructions: 'Lends books.',
    tools,
    guard: () => undefined,
    ...options,
  });
  const server = await listen((request, response) => face.handle(request, response));
  return { ...server, url: `${server.url}/mcp` };
}

export function value(json: Json): Outcome {
  return { kind: 'value', value: json, text: JSON.stringify(json) };
}

/** An operation that comes to one outcome, or does as the function says. */
export function operation(
  name: string,
  outcome: Outcome | Operation['run'],
  more: Partial<
    Pick<Operation, 'description' | 'hints' | 'scopes' | 'inputSchema' | 'maxResultSize' | 'resultSchema' | 'work'>
  > = {},
): Operation {
  return {
    name,
    description: `The ${name} of a library.`,
    hints: { readOnly: true, destructive: false, idempotent: true, openWorld: true },
    scopes: [],
    inputs: [],
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    resultSchema: undefined,
    warmUp: () => undefined,
    prepare: () => ({ failure: { code: 'internal-error', status: 500, detail: 'Not for dry runs.', retry: 'never' } }),
    run: typeof outcome === 'function' ? outcome : () => Promise.resolve(outcome),
    ...more,
  };
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed body, or undefined where there is none; tests look into it freely. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

/** Sends one request with exactly these headers, which fetch would not do. */
export function send(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer = '',
): Promise<TestAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers: { 'content-length': Buffer.byteLength(body), ...headers } });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const parsed: unknown = text === '' ? undefined : JSON.parse(text);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parsed });
      });
    });
    request.end(body);
  });
}

export const json = { 'content-type': 'application/json' };

/** A message as clients of the handshake revisions send it once they are connected. */
export function send2025(url: string, message: unknown, headers: Readonly<Record<string, string>> = {}) {
  const all = { ...json, 'mcp-protocol-version': '2025-11-25', ...headers };
  return send(url, 'POST', all, JSON.stringify(message));
}

export const meta2026 = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** A request of 2026-07-28 with everything that revision asks for; a header or parameter set to undefined is left out. */
export function send2026(
  url: string,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string | undefined>> = {},
) {
  const subject = params['name'] ?? params['uri'];
  const all: Record<string, string | undefined> = {
    ...json,
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': method,
    ...(typeof subject === 'string' ? { 'mcp-name': subject } : {}),
    ...headers,
  };
  const sent = Object.fromEntries(
    Object.entries(all).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
  return send(
    url,
    'POST',
    sent,
    JSON.stringify({ jsonrpc: '2.0', id: 7, method, params: { _meta: meta2026, ...params } }),
  );
}
