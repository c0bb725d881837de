import type { IncomingMessage, ServerResponse } from 'node:http';
import { readText, serveHttp } from '../../../test/support/serve.ts';
import { withClientCredentials, type ClientCredentialsOptions } from './client-credentials.ts';
import type { Send } from './send.ts';
import { connect } from './testing.ts';

/** For tests: authorization servers, and APIs that take their tokens. */

export const clientId = 'the client/1';
export const clientSecret = 's3cr3t-with_all+of:it%';

export interface TokenRequest {
  readonly method: string;
  readonly url: string;
  readonly type: string | undefined;
  readonly authorization: string | undefined;
  readonly form: Readonly<Record<string, string>>;
}

interface Open {
  close(): Promise<void>;
}

const opened: Open[] = [];

/** Has {@link closeAll} close it. */
export function closeLater<T extends Open>(open: T): T {
  opened.push(open);
  return open;
}

export async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((open) => open.close()));
}

/** An authorization server: what it was asked, and what it answers. */
export async function authorizationServer(
  answer: (response: ServerResponse, request: TokenRequest, count: number) => void,
): Promise<{ readonly origin: string; readonly asked: readonly TokenRequest[] }> {
  const asked: TokenRequest[] = [];
  const listen = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = incoming;
    const form = Object.fromEntries(new URLSearchParams(await readText(incoming)));
    asked.push({ method, url, type: headers['content-type'], authorization: headers.authorization, form });
    answer(response, asked.at(-1) as TokenRequest, asked.length); // just pushed
  };
  const server = closeLater(await serveHttp((incoming, response) => void listen(incoming, response)));
  return { origin: server.origin, asked };
}

/** An API: the tokens it was shown, and whom it lets in. */
export async function api(
  accepts: (token: string) => boolean,
): Promise<{ readonly send: Send; readonly shown: string[] }> {
  const shown: string[] = [];
  const server = await serveHttp((incoming, response) => {
    const token = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? 'none';
    shown.push(token);
    if (accepts(token)) response.end('welcome');
    else response.writeHead(401).end('go away');
  });
  closeLater(server);
  return { send: closeLater(connect(server.origin)).send, shown };
}

export function give(response: ServerResponse, token: string, more: Readonly<Record<string, unknown>> = {}): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', ...more }));
}

export function authenticated(send: Send, more: Partial<ClientCredentialsOptions>): Send {
  return withClientCredentials(send, {
    clientId,
    clientSecret,
    scopes: [],
    timeout: 5000,
    onToken: () => undefined,
    ...more,
  });
}

/** With one API and one authorization server. */
export async function setUp(
  answer: Parameters<typeof authorizationServer>[0],
  accepts: (token: string) => boolean = () => true,
  more: Partial<ClientCredentialsOptions> = {},
) {
  const server = await authorizationServer(answer);
  const { send: direct, shown } = await api(accepts);
  const send = authenticated(direct, { tokenEndpoint: `${server.origin}/token`, ...more });
  return { send, shown, asked: server.asked, host: server.origin.slice('http://'.length) };
}
