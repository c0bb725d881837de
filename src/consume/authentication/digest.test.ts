import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { deferred } from '../testing.ts';
import { readText, serveHttp, type TestServer } from '../../../test/support/serve.ts';
import { withDigest } from './digest.ts';
import type { Send } from './send.ts';
import { call, connect, request } from './testing.ts';

const credentials = { username: 'Mufasa', password: 'Circle of Life' };

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  /** The parameters of the Digest answer, or undefined when the request came without. */
  readonly answer: Readonly<Record<string, string>> | undefined;
}

let server: TestServer | undefined;
let connection: { readonly send: Send; close(): Promise<void> } | undefined;
let seen: Seen[] = [];

afterEach(async () => {
  await server?.close();
  await connection?.close();
  seen = [];
});

/** An API that answers each request as `decide` says: with a challenge, or undefined to let it in. */
async function serve(
  decide: (request: Seen, all: readonly Seen[]) => string | readonly string[] | undefined,
  user = credentials,
): Promise<Send> {
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readText(incoming);
    const request = { method: incoming.method ?? '', url: incoming.url ?? '', body, answer: readAnswer(incoming) };
    seen.push(request);
    const challenge = decide(request, seen);
    if (challenge === undefined) response.end('welcome');
    else response.writeHead(401, { 'www-authenticate': challenge as string }).end('go away');
  };
  server = await serveHttp((incoming, response) => void answer(incoming, response));
  connection = connect(server.origin);
  return withDigest(connection.send, user);
}

function readAnswer({ headers }: IncomingMessage): Readonly<Record<string, string>> | undefined {
  if (headers.authorization === undefined) return undefined;
  // Node reads a header as one character for each byte.
  const text = Buffer.from(headers.authorization, 'latin1').toString();
  expect(text).toMatch(/^Digest /);
  const pairs = text.slice('Digest '.length).matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^",]+))/g);
  return Object.fromEntries(
    [...pairs].map(([, name, quoted, bare]) => [name, quoted?.replace(/\\(.)/g, '$1') ?? bare]),
  );
}

/** Computes the answer over from what the request says and the server knows (RFC 7616 §3.4.1, RFC 2069 §2.1.2). */
function isRight({ method, url, body, answer }: Seen, user = credentials): boolean {
  if (!answer || answer.uri !== url) return false;
  const { realm, nonce, nc, cnonce, qop, algorithm = 'MD5' } = answer;
  const hash = (text: string): string =>
    createHash(algorithm.startsWith('SHA-256') ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const name = answer.userhash === 'true' ? hash(`${user.username}:${realm}`) : user.username;
  let first = hash(`${user.username}:${realm}:${user.password}`);
  if (algorithm.endsWith('-sess')) first = hash(`${first}:${nonce}:${cnonce}`);
  const second = hash(qop === 'auth-int' ? `${method}:${url}:${hash(body)}` : `${method}:${url}`);
  const middle = qop === undefined ? nonce : `${nonce}:${nc}:${cnonce}:${qop}`;
  return answer.username === name && answer.response === hash(`${first}:${middle}:${second}`);
}

function challengeUnlessRight(challenge: string): (request: Seen) => string | undefined {
  return (request) => (isRight(request) ? undefined : challenge);
}

describe('digest authentication', () => {
  it.each([
    ['MD5', 'realm="a@b", nonce="n1", algorithm=MD5, qop="auth"'],
    ['MD5 unnamed', 'realm="a@b", nonce="n1", qop="auth"'],
    ['MD5-sess', 'realm="a@b", nonce="n1", algorithm=MD5-sess, qop="auth"'],
    ['SHA-256', 'realm="a@b", nonce="n1", algorithm=SHA-256, qop="auth", opaque="o\\"1"'],
    ['SHA-256-sess', 'realm="a@b", nonce="n1", algorithm=SHA-256-sess, qop="auth"'],
    ['the body vouched for', 'realm="a@b", nonce="n1", algorithm=SHA-256, qop="auth-int"'],
    ['the name hidden', 'realm="a@b", nonce="n1", algorithm=SHA-256, qop="auth", userhash=true'],
    ['no quality', 'realm="a@b", nonce="n1", algorithm=MD5'],
    ['quotes and backslashes', String.raw`realm="a \"b\" \\ c", nonce="n\"1", qop="auth"`],
    ['letters beyond ASCII', 'realm="Gr\u00c3\u00b6\u00c3\u009fe", nonce="n1", qop="auth"'],
  ])('answers with %s', async (_, challenge) => {
    const send = await serve(challengeUnlessRight(`Digest ${challenge}`));
    const post = { method: 'POST', path: '/things?a=%22b%22&c', body: '{"a":1}' };
    expect(await call(send, post)).toMatchObject({ status: 200, body: Buffer.from('welcome') });
    expect(await call(send, post)).toMatchObject({ status: 200 });
    expect(seen.map(({ answer, body }) => [answer !== undefined, body])).toEqual([
      [false, '{"a":1}'],
      [true, '{"a":1}'],
      [true, '{"a":1}'],
    ]);
  });

  it('repeats the opaque text', async () => {
    const send = await serve(challengeUnlessRight(String.raw`Digest realm="r", nonce="n", opaque="o\"1", qop="auth"`));
    await call(send);
    expect(seen[1]?.answer?.opaque).toBe('o"1');
  });

  it('takes names and passwords beyond ASCII', async () => {
    const user = { username: 'Jäsøn "Doe" €', password: 'pä:ß' };
    const send = await serve(
      (request) => (isRight(request, user) ? undefined : 'Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256'),
      user,
    );
    expect((await call(send)).status).toBe(200);
  });

  it.each([
    [
      'in one header',
      'Basic realm="r", Digest realm="r", nonce="1", algorithm=MD5, qop="auth", Digest realm="r", nonce="2", algorithm=SHA-256, qop="auth,auth-int"',
    ],
    [
      'in several',
      [
        'Digest realm="r", nonce="1", qop="auth"',
        'Digest realm="r", nonce="0", algorithm=SHA-999, qop="auth"',
        'Digest realm="r", nonce="2", algorithm=SHA-256, qop="auth-int, auth"',
      ],
    ],
  ])('prefers the strongest of several challenges %s', async (_, challenges) => {
    const send = await serve((request) => (isRight(request) ? undefined : challenges));
    expect((await call(send)).status).toBe(200);
    expect(seen[1]?.answer).toMatchObject({ nonce: '2', algorithm: 'SHA-256', qop: 'auth' });
  });

  it('replaces an Authorization header of the caller', async () => {
    const send = await serve(challengeUnlessRight('Digest realm="r", nonce="n", qop="auth"'));
    const headers = ['Authorization', 'Bearer of the caller', 'x-other', 'kept'];
    expect((await call(send, { headers })).status).toBe(200);
    expect(seen[0]?.answer).toBeUndefined();
  });

  it.each([
    'Basic realm="r"',
    'Digest realm="r", nonce="n", algorithm=SHA-999, qop="auth"',
    'Digest realm="r", nonce="n", qop="auth-conf"',
    'Digest realm="r", algorithm=MD5, qop="auth"',
    'Digest realm="r", nonce="n", algorithm=MD5-sess',
    '',
  ])('passes on a 401 that it cannot answer: %s', async (challenge) => {
    const send = await serve(() => challenge);
    expect(await call(send)).toMatchObject({ status: 401, body: Buffer.from('go away') });
    expect(seen).toHaveLength(1);
  });

  it('passes on the second 401', async () => {
    const send = await serve((_, all) => `Digest realm="r", nonce="${all.length}", qop="auth", stale=true`);
    expect(await call(send)).toMatchObject({ status: 401, body: Buffer.from('go away') });
    expect(seen).toHaveLength(2);
  });

  it('passes on other answers and failures', async () => {
    server = await serveHttp((_, response) => void response.writeHead(403).end('no'));
    connection = connect(server.origin);
    const send = withDigest(connection.send, credentials);
    expect(await call(send)).toMatchObject({ status: 403, body: Buffer.from('no') });
    await server.close();
    expect((await call(send)).failure).toMatchObject({ code: 'upstream-unreachable' });
  });
});

describe('the nonce', () => {
  it('is used on, and counted', async () => {
    const send = await serve(challengeUnlessRight('Digest realm="r", nonce="n", qop="auth"'));
    await call(send);
    await call(send);
    await call(send);
    expect(seen.map(({ answer }) => answer?.nc)).toEqual([undefined, '00000001', '00000002', '00000003']);
  });

  it('is never counted twice the same by calls made at once', async () => {
    const send = await serve(challengeUnlessRight('Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256-sess'));
    const calls = await Promise.all(Array.from({ length: 20 }, () => call(send)));
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]));
    const counts = seen.filter(({ answer }) => answer).map(({ answer }) => answer?.nc);
    expect(counts).toHaveLength(20);
    expect(new Set(counts).size).toBe(20);
  });

  it('is replaced when the server says that it is stale', async () => {
    let current = 'first';
    const send = await serve((request) =>
      request.answer?.nonce === current && isRight(request)
        ? undefined
        : `Digest realm="r", nonce="${current}", qop="auth", stale=true`,
    );
    await call(send);
    current = 'second';
    expect((await call(send, { method: 'POST', body: 'x' })).status).toBe(200);
    expect(seen.map(({ answer }) => answer && [answer.nonce, answer.nc])).toEqual([
      undefined,
      ['first', '00000001'],
      ['first', '00000002'],
      ['second', '00000001'],
    ]);
  });
});

describe('the refusal that is answered', () => {
  const challenge = { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"' };

  it.each([
    ['is longer than anybody reads', (response: ServerResponse) => void response.write(Buffer.alloc(1 << 20))],
    ['breaks off', (response: ServerResponse) => void response.write('half', () => response.destroy())],
  ])('may be one that %s', { timeout: 3000 }, async (_, refuse) => {
    server = await serveHttp((incoming, response) => {
      if (incoming.headers.authorization !== undefined) response.end('welcome');
      else refuse(response.writeHead(401, challenge));
    });
    connection = connect(server.origin);
    expect(await call(withDigest(connection.send, credentials))).toMatchObject({
      status: 200,
      body: Buffer.from('welcome'),
      failure: undefined,
    });
  });

  it.each([
    ['before its end', 'first'],
    ['after it', 'second'],
  ])('and the call cancelled %s, is the last that is heard', { timeout: 3000 }, async (_, when) => {
    const arrived = deferred();
    const closed = deferred();
    server = await serveHttp((incoming, response) => {
      const first = incoming.headers.authorization === undefined;
      if (first && when === 'second') return void response.writeHead(401, challenge).end('go away');
      response.on('close', () => closed.resolve());
      if (first) response.writeHead(401, challenge).write('go');
      arrived.resolve();
    });
    connection = connect(server.origin);
    const never = (): never => {
      throw new Error('heard after it was given up');
    };
    const receiver = { start: never, data: never, end: never, fail: never };
    const cancel = withDigest(connection.send, credentials)(request(), receiver);
    await arrived.promise;
    cancel();
    await closed.promise;
  });

  it('is followed by nothing when the call is cancelled between the two', async () => {
    const send = await serve(challengeUnlessRight(challenge['www-authenticate']));
    const { send: direct } = connection as { send: Send }; // serve made it
    const never = (): never => {
      throw new Error('heard after it was given up');
    };
    const ended = deferred();
    const watched: Send = (request, receiver) =>
      direct(request, {
        ...receiver,
        start: (...begin) => receiver.start(...begin),
        data: (chunk) => receiver.data(chunk),
        end() {
          receiver.end();
          cancel();
          ended.resolve();
        },
        fail: (failure) => receiver.fail(failure),
      });
    const cancel = withDigest(watched, credentials)(request(), { start: never, data: never, end: never, fail: never });
    await ended.promise;
    await call(send, { path: '/after' });
    expect(seen.filter(({ url }) => url === '/things')).toHaveLength(1);
  });
});
