import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { serveHttp } from './serve.ts';

export interface SignOptions {
  /** Of the header; null for none. */
  readonly kid?: string | null;
  readonly typ?: string | null;
  readonly algorithm?: string;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Instead of the server's own. */
  readonly key?: CryptoKey | Uint8Array;
}

/** How the server answers: as it should, with an error, not at all, too much, or what makes no sense. */
export type Behaviour = 'well' | 'broken' | 'silent' | 'huge' | 'nonsense';

/** A real authorization server: it describes itself, lists its keys, says what it knows of tokens, and gives them. */
export interface TestAuthorizationServer {
  readonly issuer: string;
  /** The paths it was asked for, in order. */
  readonly asked: readonly string[];
  /** What it has told of its key. */
  readonly publicKey: () => JWK;
  /** By the end of its path, such as `/jwks`. */
  readonly behaviour: Map<string, Behaviour>;
  /** Changes what it says of itself. */
  readonly says: Record<string, unknown>;
  /** What it says of tokens when it is asked, and of none else. */
  readonly active: Map<string, Readonly<Record<string, unknown>>>;
  /** The credentials of who last asked it of a token. */
  readonly askedBy: () => string | undefined;
  sign(claims?: Readonly<Record<string, unknown>>, options?: SignOptions): Promise<string>;
  /** Has another key from now on, and lists that alone. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

/** @param audience of tokens unless they say otherwise. */
export async function authorizationServer(audience: string): Promise<TestAuthorizationServer> {
  const asked: string[] = [];
  const behaviour = new Map<string, Behaviour>();
  const active = new Map<string, Readonly<Record<string, unknown>>>();
  const codes = new Map<string, URLSearchParams>();
  let keys = await createKeys();
  let askedBy: string | undefined;

  const server = await serveHttp((request, response) => void answer(request, response));
  const issuer = server.origin;
  const says: Record<string, unknown> = {
    issuer,
    jwks_uri: `${issuer}/jwks`,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    registration_endpoint: `${issuer}/register`,
    introspection_endpoint: `${issuer}/introspect`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer);
    asked.push(pathname);
    const form = new URLSearchParams(await text(request));
    const give = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    switch (behaviour.get(pathname) ?? 'well') {
      case 'broken':
        return give(500, { error: 'server_error' });
      case 'silent':
        return;
      case 'huge':
        return give(200, { keys: Array.from({ length: 2000 }, () => keys.listed) });
      case 'nonsense':
        return give(200, { keys: 'none' });
      case 'well':
    }
    switch (pathname) {
      case '/.well-known/oauth-authorization-server':
        return give(200, says);
      case '/jwks':
        return give(200, { keys: [keys.listed] });
      case '/introspect':
        askedBy = request.headers.authorization;
        return give(200, active.get(form.get('token') ?? '') ?? { active: false });
      case '/register':
        return give(201, { client_id: 'a-client', redirect_uris: ['http://127.0.0.1/back'] });
      case '/authorize': {
        const code = randomUUID();
        codes.set(code, searchParams);
        const back = new URL(searchParams.get('redirect_uri') ?? issuer);
        back.searchParams.set('code', code);
        back.searchParams.set('iss', issuer);
        back.searchParams.set('state', searchParams.get('state') ?? '');
        response.writeHead(302, { location: back.href }).end();
        return;
      }
      case '/token': {
        const granted = codes.get(form.get('code') ?? '');
        const scope = granted?.get('scope') ?? '';
        const token = await sign({ scope, aud: granted?.get('resource') ?? '' });
        return give(200, { access_token: token, token_type: 'Bearer', expires_in: 300, scope });
      }
      default:
        return give(404, {});
    }
  }

  function sign(claims: Readonly<Record<string, unknown>> = {}, options: SignOptions = {}): Promise<string> {
    const { kid = keys.kid, typ = 'at+jwt', algorithm = 'ES256', header, key = keys.privateKey } = options;
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: issuer, aud: audience, sub: 'ada', iat: now, exp: now + 300, ...claims };
    const protectedHeader = { alg: algorithm, ...(kid && { kid }), ...(typ && { typ }), ...header };
    return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(key);
  }

  return {
    issuer,
    asked,
    publicKey: () => keys.listed,
    behaviour,
    says,
    active,
    askedBy: () => askedBy,
    sign,
    async rotate() {
      keys = await createKeys();
    },
    close: server.close,
  };
}

async function createKeys() {
  const kid = randomUUID();
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const listed: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  return { kid, privateKey, listed };
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // no encoding is set
  return Buffer.concat(chunks).toString();
}
