/** How callers find out where to get a token: by hand, and as the official MCP client does by itself. */
import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
  type OAuthClientProvider,
} from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { authorizationServer, type TestAuthorizationServer } from './support/authorization-server.ts';
import { recordingUpstream, type RecordingUpstream } from './support/recording-upstream.ts';
import { runDocuments, type RanDocuments } from './support/run-document.ts';
import { freePort } from './support/serve.ts';

let upstream: RecordingUpstream;
let issuer: TestAuthorizationServer;
let served: RanDocuments;
beforeAll(async () => {
  upstream = await recordingUpstream();
  issuer = await authorizationServer('unused');
});
afterEach(() => served.stop());
afterAll(async () => {
  await upstream.close();
  await issuer.close();
});

interface Servers {
  readonly rest?: string;
  readonly mcp?: string;
  readonly port?: number;
}

/** A document whose servers have these resources. */
const library = ({ rest, mcp, port = 9090 }: Servers): string => `
ikanos: 1.0.0-beta5
info: {display: Library}
capability:
  consumes:
  - {type: http, namespace: books, baseUri: '${upstream.url}', resources: [{path: /books, operations: [{name: list, method: GET}]}]}
  exposes:
${rest === undefined ? '' : `  - {type: rest, namespace: rest, port: 8080, ${takesTokens(rest)}, resources: [{path: /books, operations: [{method: GET, name: list, call: books.list}]}]}`}
${
  mcp === undefined
    ? ''
    : `  - type: mcp
    namespace: mcp
    port: ${port}
    ${takesTokens(mcp)}
    tools:
    - {name: list-books, description: List, call: books.list}
    - {name: add-book, description: Add, call: books.list, scopes: [write]}
    prompts:
    - {name: lose-book, description: Lose, template: [{role: user, content: Lose a book}], scopes: [admin]}
    resources:
    - {name: ledger, uri: 'library://ledger', description: All of it, call: books.list, scopes: [audit]}`
}
`;

const takesTokens = (resource: string): string =>
  `authentication: {type: oauth2, authorizationServerUri: '${issuer.issuer}', resource: '${resource}', scopes: [read]}`;

const wellKnown = '/.well-known/oauth-protected-resource';

async function resourceAt(namespace: string, path: string): Promise<unknown> {
  const { status, text } = await ask(served.url(namespace), wellKnown + path);
  return status === 200 ? (JSON.parse(text) as { readonly resource: unknown }).resource : status;
}

describe('what a server says of itself', () => {
  const rest = 'https://library.example.com';
  const mcp = 'https://library.example.com/public/mcp';

  it('is where its path and its resource say', async () => {
    served = await runDocuments([library({ rest, mcp })]);
    for (const path of ['', '/', '?x=1']) expect(await resourceAt('rest', path)).toBe(rest);
    for (const path of ['', '/mcp', '/mcp/', '/public/mcp']) expect(await resourceAt('mcp', path)).toBe(mcp);
    for (const path of ['/other', 's', '/mcp/x']) expect(await resourceAt('mcp', path)).toBe(404);
  });

  it('says where to get a token, and nothing of what is served', async () => {
    served = await runDocuments([library({ mcp })]);
    const { text, headers } = await ask(served.url('mcp'), wellKnown);
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(text)).toEqual({
      resource: mcp,
      authorization_servers: [issuer.issuer],
      scopes_supported: ['read', 'write', 'audit', 'admin'],
      bearer_methods_supported: ['header'],
      resource_name: 'Library',
    });
  });

  it('can only be read, and by no page of elsewhere', async () => {
    served = await runDocuments([library({ mcp })]);
    expect((await ask(served.url('mcp'), wellKnown, { method: 'HEAD' })).status).toBe(200);
    expect((await ask(served.url('mcp'), wellKnown, { method: 'POST' })).status).toBe(405);
    const headers = ['origin', 'https://elsewhere.example'];
    expect((await ask(served.url('mcp'), wellKnown, { headers })).status).toBe(403);
  });

  it('is told apart on a port that several share', async () => {
    const documents = [
      library({ mcp: 'https://a.example/mcp' }),
      library({ mcp: 'https://b.example/mcp' }),
      library({ rest: 'https://c.example/c' }).replace('8080', '9090'),
    ];
    served = await runDocuments(documents);
    expect(await resourceAt('mcp', '/document-0/mcp')).toBe('https://a.example/mcp');
    expect(await resourceAt('mcp', '/document-1/mcp')).toBe('https://b.example/mcp');
    expect(await resourceAt('mcp', '/document-2')).toBe('https://c.example/c');
    expect(await resourceAt('mcp', '/c')).toBe('https://c.example/c');
  });

  it('is not there where nobody shows a token', async () => {
    const open = library({ mcp }).replace(/authentication: .*/, 'authentication: {type: bearer, token: x}');
    served = await runDocuments([open]);
    expect(await resourceAt('mcp', '')).toBe(404);
  });
});

/** What a client keeps, and a person who agrees to everything. */
function createProvider(): OAuthClientProvider & { readonly agreed: URL[] } {
  const kept = new Map<string, unknown>();
  const agreed: URL[] = [];
  const redirectUrl = 'http://127.0.0.1/back';
  return {
    agreed,
    redirectUrl,
    clientMetadata: { client_name: 'A client', redirect_uris: [redirectUrl] },
    // What comes out is what was put in.
    clientInformation: () => kept.get('client') as ReturnType<OAuthClientProvider['clientInformation']>,
    saveClientInformation: (client) => void kept.set('client', client),
    tokens: () => kept.get('tokens') as ReturnType<OAuthClientProvider['tokens']>,
    saveTokens: (tokens) => void kept.set('tokens', tokens),
    saveCodeVerifier: (verifier) => void kept.set('verifier', verifier),
    codeVerifier: () => kept.get('verifier') as string,
    saveDiscoveryState: (state) => void kept.set('discovery', state),
    discoveryState: () => kept.get('discovery') as ReturnType<NonNullable<OAuthClientProvider['discoveryState']>>,
    async redirectToAuthorization(url) {
      const { headers } = await fetch(url, { redirect: 'manual' });
      agreed.push(new URL(headers.get('location') ?? ''));
    },
  };
}

it('is all that the official client needs to get a token, and another one when it may do more', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/mcp`;
  served = await runDocuments([library({ mcp: url, port })], { ports: { mcp: port } });
  const provider = createProvider();
  const connect = async () => {
    const transport = new StreamableHTTPClientTransport(new URL(url), { authProvider: provider });
    const client = new Client({ name: 'test', version: '1.0.0' });
    return { client, transport, connected: client.connect(transport) };
  };
  const first = await connect();
  await expect(first.connected).rejects.toThrow(UnauthorizedError);
  await first.transport.finishAuth(provider.agreed.at(-1)?.searchParams ?? new URLSearchParams());

  const { client, transport, connected } = await connect();
  await connected;
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['list-books']);
  expect(await client.callTool({ name: 'list-books' })).toMatchObject({ structuredContent: {} });

  await expect(client.callTool({ name: 'add-book' })).rejects.toThrow(UnauthorizedError);
  await transport.finishAuth(provider.agreed.at(-1)?.searchParams ?? new URLSearchParams());
  expect(await client.callTool({ name: 'add-book' })).toMatchObject({ structuredContent: {} });
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['list-books', 'add-book']);
  await client.close();
});
