import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { deadPort, deferred, readText, serveHttp, serveTcp, type TestUpstream } from '../testing.ts';
import { withClientCredentials, type ClientCredentialsOptions } from './client-credentials.ts';
import type { Send } from './send.ts';
import { call, connect, request } from './testing.ts';

const clientId = 'the client/1';
const clientSecret = 's3cr3t-with_all+of:it%';

interface TokenRequest {
  readonly method: string;
  readonly url: string;
  readonly type: string | undefined;
  readonly authorization: string | undefined;
  readonly form: Readonly<Record<string, string>>;
}

const open: TestUpstream[] = [];
const connections: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all([...open, ...connections].map((one) => one.close()));
  open.length = 0;
  connections.length = 0;
});

/** An authorization server: what it was asked, and what it answers. */
async function authorizationServer(
  answer: (response: ServerResponse, request: TokenRequest, count: number) => void,
): Promise<{ readonly origin: string; readonly asked: readonly TokenRequest[] }> {
  const asked: TokenRequest[] = [];
  const listen = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = incoming;
    const form = Object.fromEntries(new URLSearchParams(await readText(incoming)));
    asked.push({ method, url, type: headers['content-type'], authorization: headers.authorization, form });
    answer(response, asked.at(-1) as TokenRequest, asked.length); // just pushed
  };
  const server = await serveHttp((incoming, response) => void listen(incoming, response));
  open.push(server);
  return { origin: server.origin, asked };
}

/** An API: the tokens it was shown, and whom it lets in. */
async function api(accepts: (token: string) => boolean): Promise<{ readonly send: Send; readonly shown: string[] }> {
  const shown: string[] = [];
  const server = await serveHttp((incoming, response) => {
    const token = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? 'none';
    shown.push(token);
    if (accepts(token)) response.end('welcome');
    else response.writeHead(401).end('go away');
  });
  open.push(server);
  const connection = connect(server.origin);
  connections.push(connection);
  return { send: connection.send, shown };
}

function give(response: ServerResponse, token: string, more: Readonly<Record<string, unknown>> = {}): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', ...more }));
}

function authenticated(send: Send, more: Partial<ClientCredentialsOptions>): Send {
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
async function set(
  answer: Parameters<typeof authorizationServer>[0],
  accepts: (token: string) => boolean = () => true,
  more: Partial<ClientCredentialsOptions> = {},
) {
  const server = await authorizationServer(answer);
  const { send: direct, shown } = await api(accepts);
  const send = authenticated(direct, { tokenEndpoint: `${server.origin}/token`, ...more });
  return { send, shown, asked: server.asked, host: server.origin.slice('http://'.length) };
}

describe('a token', () => {
  it('is asked for with the client id and secret, and shown to the API', async () => {
    const tokens: string[] = [];
    const { send, shown, asked } = await set((response) => give(response, 'tok'), undefined, {
      scopes: ['read', 'write'],
      audience: 'https://api.example.com',
      resource: 'https://api.example.com/v1',
      onToken: (token) => tokens.push(token),
    });
    expect(await call(send, { headers: ['Authorization', 'Bearer of the caller'] })).toMatchObject({ status: 200 });
    expect(shown).toEqual(['tok']);
    expect(tokens).toEqual(['tok']);
    expect(asked).toMatchObject([
      {
        method: 'POST',
        url: '/token',
        type: expect.stringMatching(/^application\/x-www-form-urlencoded/) as string,
        form: {
          grant_type: 'client_credentials',
          scope: 'read write',
          audience: 'https://api.example.com',
          resource: 'https://api.example.com/v1',
        },
      },
    ]);
    const basic = Buffer.from(asked[0]?.authorization?.slice('Basic '.length) ?? '', 'base64').toString();
    expect(basic.split(':').map((part) => decodeURIComponent(part.replaceAll('+', ' ')))).toEqual([
      clientId,
      clientSecret,
    ]);
    // Hyphens and underscores stay, for servers that do not decode.
    expect(basic).toContain('s3cr3t-with_all');
  });

  it('asks for no more than it was told to', async () => {
    const { send, asked } = await set((response) => give(response, 'tok'));
    await call(send);
    expect(asked[0]?.form).toEqual({ grant_type: 'client_credentials' });
  });

  it('is asked for once by calls made at once, and used on', async () => {
    const { send, shown, asked } = await set((response) => give(response, 'tok', { expires_in: 3600 }));
    await Promise.all([call(send), call(send), call(send)]);
    await call(send);
    expect(shown).toEqual(['tok', 'tok', 'tok', 'tok']);
    expect(asked).toHaveLength(1);
  });

  it('is replaced shortly before its end', async () => {
    const { send, shown } = await set((response, _, count) => give(response, `tok${count}`, { expires_in: 1 }));
    await call(send);
    await call(send);
    await new Promise((resolve) => setTimeout(resolve, 950));
    await call(send);
    expect(shown).toEqual(['tok1', 'tok1', 'tok2']);
  });

  it('that expires at once is used once', async () => {
    const { send, shown } = await set((response, _, count) => give(response, `tok${count}`, { expires_in: '0' }));
    await call(send);
    await call(send);
    expect(shown).toEqual(['tok1', 'tok2']);
  });
});

describe('a 401 of the API', () => {
  it('for a token from before is answered with a new one', async () => {
    let good = 'tok1';
    const { send, shown, asked } = await set(
      (response, _, count) => give(response, `tok${count}`),
      (token) => token === good,
    );
    await call(send);
    good = 'tok2';
    const answers = await Promise.all([call(send, { method: 'POST', body: '{}' }), call(send), call(send)]);
    expect(answers.map(({ status, body }) => `${status} ${body.toString()}`)).toEqual(Array(3).fill('200 welcome'));
    expect(shown.toSorted()).toEqual(['tok1', 'tok1', 'tok1', 'tok1', 'tok2', 'tok2', 'tok2']);
    expect(asked).toHaveLength(2);
  });

  it('for a new token is passed on', async () => {
    const { send, shown } = await set(
      (response, _, count) => give(response, `tok${count}`),
      () => false,
    );
    expect(await call(send)).toMatchObject({ status: 401, body: Buffer.from('go away') });
    expect(await call(send)).toMatchObject({ status: 401, body: Buffer.from('go away') });
    expect(shown).toEqual(['tok1', 'tok1', 'tok2']);
  });

  it('is followed by a failure when there is no new token', async () => {
    const { send } = await set(
      (response, _, count) => (count === 1 ? give(response, 'tok') : response.writeHead(503).end()),
      (() => {
        let calls = 0;
        return () => ++calls === 1;
      })(),
    );
    await call(send);
    expect(await call(send)).toMatchObject({ status: undefined, failure: { code: 'token-refused', retry: 'safe' } });
  });
});

describe('the token endpoint', () => {
  it.each([
    ['RFC 8414', '/.well-known/oauth-authorization-server/tenant'],
    ['OpenID Connect', '/tenant/.well-known/openid-configuration'],
  ])('is found by %s', async (_, path) => {
    const server = await authorizationServer((response, { url }) => {
      if (url === path) {
        response.end(JSON.stringify({ issuer: `${server.origin}/tenant`, token_endpoint: `${server.origin}/found` }));
      } else if (url === '/found') give(response, 'tok');
      else response.writeHead(404).end();
    });
    const { send, shown } = await api(() => true);
    const found = authenticated(send, { authorizationServerUri: `${server.origin}/tenant` });
    expect((await call(found)).status).toBe(200);
    expect(shown).toEqual(['tok']);
    expect(server.asked.at(-1)?.authorization).toMatch(/^Basic /);
  });

  it('gets the secret in the body where it takes it nowhere else', async () => {
    const server = await authorizationServer((response, { url }) => {
      if (url === '/found') return give(response, 'tok');
      const methods = ['private_key_jwt', 'client_secret_post'];
      response.end(
        JSON.stringify({
          issuer: server.origin,
          token_endpoint: `${server.origin}/found`,
          token_endpoint_auth_methods_supported: methods,
        }),
      );
    });
    const { send } = await api(() => true);
    expect((await call(authenticated(send, { authorizationServerUri: server.origin }))).status).toBe(200);
    const { authorization, form } = server.asked.at(-1) as TokenRequest; // it was asked
    expect(authorization).toBeUndefined();
    expect(form).toMatchObject({ client_id: clientId, client_secret: clientSecret });
  });

  it.each([
    [
      'names another issuer',
      { issuer: 'https://other.example', token_endpoint: 'https://other.example/token' },
      'RFC 8414',
    ],
    ['names no endpoint', {}, 'names no address'],
    ['is without encryption elsewhere', { token_endpoint: 'http://192.0.2.1/token' }, 'not https'],
  ])('is not used when the description of the server %s', async (_, description, words) => {
    const server = await authorizationServer((response) =>
      response.end(JSON.stringify({ issuer: server.origin, ...description })),
    );
    const { send, shown } = await api(() => true);
    const { failure } = await call(authenticated(send, { authorizationServerUri: server.origin }));
    expect(failure).toMatchObject({ code: 'token-refused', status: 502, retry: 'never' });
    expect(failure?.detail).toContain(words);
    expect(shown).toEqual([]);
  });

  it.each([
    [404, 'never'],
    [503, 'safe'],
  ])('is not to be found when the server answers %i', async (status, retry) => {
    const server = await authorizationServer((response) => response.writeHead(status).end());
    const { send } = await api(() => true);
    const { failure } = await call(authenticated(send, { authorizationServerUri: server.origin }));
    expect(failure).toMatchObject({ code: 'token-refused', retry });
  });

  it.each([
    { tokenEndpoint: 'http://auth.example.com/token' },
    { authorizationServerUri: 'http://127.example.com' },
    { tokenEndpoint: 'ftp://localhost/token' },
    { tokenEndpoint: 'not an address' },
    { tokenEndpoint: 'https://localhost/token', clientId: '' },
    {},
  ])('is not asked when it is %j', async (options) => {
    const { send, shown } = await api(() => true);
    expect((await call(authenticated(send, options))).failure).toMatchObject({ code: 'token-refused', retry: 'never' });
    expect(shown).toEqual([]);
  });
});

describe('without a token nothing is sent', () => {
  function json(status: number, body: unknown): (response: ServerResponse) => void {
    return (response) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  it.each([
    [
      'the client is refused',
      json(401, { error: 'invalid_client', error_description: clientSecret }),
      'never',
      'does not accept the client id and secret (invalid_client)',
    ],
    ['the scopes are', json(400, { error: 'invalid_scope' }), 'never', 'scopes'],
    ['the error is unheard of', json(400, { error: clientSecret }), 'never', 'with status 400'],
    ['the server is busy', json(429, { error: 'slow_down' }), 'safe', 'with status 429'],
    [
      'the server is broken',
      (response: ServerResponse) => void response.writeHead(500).end('<p>'),
      'safe',
      'with status 500',
    ],
    [
      'it is no bearer token',
      json(200, { access_token: 'tok', token_type: 'mac' }),
      'never',
      'something else than a bearer token',
    ],
    ['it is bound to a key', json(200, { access_token: 'tok', token_type: 'DPoP' }), 'never', 'something else'],
    [
      'no header could carry it',
      json(200, { access_token: 'tok\r\nx-evil: 1', token_type: 'bearer' }),
      'never',
      'something else',
    ],
    ['there is none', json(200, {}), 'never', 'something else'],
    ['it is no JSON', (response: ServerResponse) => void response.end('<html>'), 'never', 'something else'],
    ['there is nothing', (response: ServerResponse) => void response.writeHead(204).end(), 'never', 'with status 204'],
    [
      'it is elsewhere',
      (response: ServerResponse) => void response.writeHead(302, { location: '/login' }).end(),
      'never',
      'with status 302',
    ],
    [
      'it is far too long',
      (response: ServerResponse) => give(response, 'x'.repeat(1 << 20)),
      'never',
      'more than a token',
    ],
    ['it never comes', () => undefined, 'safe', 'no whole answer in time'],
    [
      'it breaks off',
      (response: ServerResponse) => void response.write('{', () => response.destroy()),
      'safe',
      'no whole answer',
    ],
  ])('as %s', async (_, answer, retry, words) => {
    const { send, shown, host } = await set(answer, undefined, { timeout: 200 });
    const { failure, status } = await call(send);
    expect(status).toBeUndefined();
    expect(failure).toMatchObject({ code: 'token-refused', status: 502, retry });
    expect(failure?.detail).toContain(words);
    expect(failure?.detail).toContain(host);
    expect(failure?.detail).not.toContain(clientSecret);
    expect(shown).toEqual([]);
  });

  it('as it comes too slowly, byte by byte', async () => {
    const server = await serveTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      const drip = setInterval(() => socket.write(' '), 50);
      socket.on('close', () => clearInterval(drip));
    });
    open.push(server);
    const { send } = await api(() => true);
    const { failure } = await call(authenticated(send, { tokenEndpoint: server.origin, timeout: 300 }));
    expect(failure).toMatchObject({ code: 'token-refused', retry: 'safe' });
  });

  it('as nobody is there', async () => {
    const { send } = await api(() => true);
    const { failure } = await call(authenticated(send, { tokenEndpoint: `http://localhost:${await deadPort()}/` }));
    expect(failure).toMatchObject({ code: 'token-refused', status: 502, retry: 'safe' });
    expect(failure?.detail).toContain('refused the connection');
  });

  it('and the next call asks again', async () => {
    const { send } = await set((response, _, count) =>
      count === 1 ? void response.writeHead(500).end() : give(response, 'tok'),
    );
    expect((await call(send)).failure).toMatchObject({ code: 'token-refused' });
    expect((await call(send)).status).toBe(200);
  });
});

describe('cancelling', () => {
  it('while the token is on its way does not take it from others', async () => {
    const asked = deferred();
    const answer = deferred();
    const { send, shown } = await set((response) => {
      asked.resolve();
      void answer.promise.then(() => give(response, 'tok'));
    });
    const never = (): never => {
      throw new Error('heard after it was given up');
    };
    const cancel = send(request(), { start: never, data: never, end: never, fail: never });
    const other = call(send);
    await asked.promise;
    cancel();
    answer.resolve();
    expect((await other).status).toBe(200);
    expect(shown).toEqual(['tok']);
  });
});
