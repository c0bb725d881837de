import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort, serveTcp } from '../../../test/support/serve.ts';
import {
  api,
  authenticated,
  authorizationServer,
  clientId,
  clientSecret,
  closeAll,
  closeLater,
  give,
  setUp,
  type TokenRequest,
} from './testing-oauth.ts';
import { call } from './testing.ts';

afterEach(closeAll);

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
    const { send, shown, host } = await setUp(answer, undefined, { timeout: 200 });
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
    closeLater(server);
    const { send } = await api(() => true);
    const { failure } = await call(authenticated(send, { tokenEndpoint: server.origin, timeout: 300 }));
    expect(failure).toMatchObject({ code: 'token-refused', retry: 'safe' });
  });

  it('as nobody is there', async () => {
    const { send } = await api(() => true);
    const { failure } = await call(authenticated(send, { tokenEndpoint: `http://localhost:${await freePort()}/` }));
    expect(failure).toMatchObject({ code: 'token-refused', status: 502, retry: 'safe' });
    expect(failure?.detail).toContain('refused the connection');
  });

  it('and the next call asks again', async () => {
    const { send } = await setUp((response, _, count) =>
      count === 1 ? void response.writeHead(500).end() : give(response, 'tok'),
    );
    expect((await call(send)).failure).toMatchObject({ code: 'token-refused' });
    expect((await call(send)).status).toBe(200);
  });
});
