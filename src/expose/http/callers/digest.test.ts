import { hash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ask, type Told } from '../../../../test/support/ask.ts';
import { serveHttp } from '../../../../test/support/serve.ts';
import { writeProblem } from '../problem.ts';
import { checkDigest } from './digest.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A server that has this check and nothing else. */
async function serve(username = 'ada', password = 'pä:ss'): Promise<string> {
  const check = checkDigest({ type: 'digest', username, password });
  const { origin, close } = await serveHttp((request, response) => {
    const checked = check(request);
    if (checked instanceof Promise) throw new Error('Nobody else need be asked.');
    if ('failure' in checked) writeProblem(response, checked.failure, checked.headers);
    else response.end('welcome');
  });
  closing.push(close);
  return origin;
}

const challengesOf = ({ headers }: Told): readonly string[] => [headers['www-authenticate'] ?? []].flat();

async function newNonce(url: string): Promise<string> {
  const [challenge = ''] = challengesOf(await ask(url, '/'));
  return /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
}

interface Proof {
  readonly nonce: string;
  readonly method?: string;
  readonly uri?: string;
  readonly username?: string;
  readonly password?: string;
  readonly algorithm?: 'SHA-256' | 'MD5';
  readonly userhash?: boolean;
  readonly count?: string;
  /** Written over what is right. */
  readonly instead?: Readonly<Record<string, string | undefined>>;
}

/** The header of a client that does as RFC 7616 §3.4 says. */
function prove(proof: Proof): string {
  const { nonce, method = 'GET', uri = '/', username = 'ada', password = 'pä:ss', count = '00000001' } = proof;
  const algorithm = proof.algorithm ?? 'SHA-256';
  const digest = (text: string): string => hash(algorithm === 'MD5' ? 'md5' : 'sha256', text);
  const key = digest(`${username}:capstan:${password}`);
  const response = digest(`${key}:${nonce}:${count}:client:auth:${digest(`${method}:${uri}`)}`);
  const parameters = {
    username: `"${proof.userhash ? digest(`${username}:capstan`) : username}"`,
    realm: '"capstan"',
    nonce: `"${nonce}"`,
    uri: `"${uri}"`,
    response: `"${response}"`,
    algorithm,
    cnonce: '"client"',
    qop: 'auth',
    nc: count,
    ...(proof.userhash && { userhash: 'true' }),
    ...proof.instead,
  };
  const written = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  return Buffer.from(`Digest ${written.join(', ')}`).toString('latin1');
}

const show = (url: string, header: string, target = '/', method = 'GET'): Promise<Told> =>
  ask(url, target, { method, headers: ['authorization', header] });

describe('who proves to know the password', () => {
  it.each([{}, { algorithm: 'MD5' }, { userhash: true }, { algorithm: 'MD5', userhash: true }] as const)(
    'is let in: %j',
    async (proof) => {
      const url = await serve();
      expect((await show(url, prove({ nonce: await newNonce(url), ...proof }))).text).toBe('welcome');
    },
  );

  it('may name themselves in the extended form', async () => {
    const url = await serve('jürgen');
    const instead = { username: undefined, 'username*': "UTF-8''j%C3%BCrgen" };
    const header = prove({ nonce: await newNonce(url), username: 'jürgen', instead });
    expect((await show(url, header)).text).toBe('welcome');
  });

  it('is offered the stronger algorithm first', async () => {
    const challenges = challengesOf(await ask(await serve(), '/'));
    expect(challenges.join(' ')).toMatch(/^Digest realm="capstan".*algorithm=SHA-256.*Digest .*algorithm=MD5/);
    expect(challenges.join(' ')).not.toContain('stale');
  });

  it('may use a nonce many times, each count once and in any order', async () => {
    const url = await serve();
    const nonce = await newNonce(url);
    for (const count of ['00000002', '00000001', '00000004', '00000003', '000000ff'])
      expect([count, (await show(url, prove({ nonce, count }))).status]).toEqual([count, 200]);
    for (const count of ['00000001', '00000004', '000000ff', '00000005'])
      expect([count, (await show(url, prove({ nonce, count }))).status]).toEqual([count, 401]);
  });
});

describe('who does not is refused', () => {
  it.each<readonly [string, Partial<Proof>]>([
    ['another password', { password: 'other' }],
    ['another name', { username: 'eve' }],
    ['another name beside the right proof', { instead: { username: '"eve"' } }],
    ['another realm', { instead: { realm: '"other"' } }],
    ['no qop', { instead: { qop: undefined } }],
    ['the integrity of a body', { instead: { qop: 'auth-int' } }],
    ['no count', { instead: { nc: undefined } }],
    ['a short count', { count: '1' }],
    ['no client nonce', { instead: { cnonce: undefined } }],
    ['an empty proof', { instead: { response: '""' } }],
    ['a short proof', { instead: { response: '"a"' } }],
    ['no proof', { instead: { response: undefined } }],
    ['an algorithm that was not offered', { instead: { algorithm: 'SHA-512-256' } }],
    ['the proof of one algorithm as that of another', { instead: { algorithm: 'MD5' } }],
    ['a proof for another target', { uri: '/other' }],
    ['a proof for another method', { method: 'DELETE' }],
    ['a proof for this target that was another', { uri: '/other', instead: { uri: '"/"' } }],
  ])('with %s', async (_, proof) => {
    const url = await serve();
    const answer = await show(url, prove({ nonce: await newNonce(url), ...proof }));
    expect(answer.status).toBe(401);
    expect(challengesOf(answer).join(' ')).not.toContain('stale');
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'caller-not-authenticated' });
    expect(answer.text).not.toMatch(/pä:ss|ada/);
  });

  it.each(['Digest', 'Digest ', 'Digest a', 'Basic YWRhOnDDpDpzcw==', 'Bearer x', 'Digest username="ada'])(
    'with %s',
    async (header) => {
      expect((await show(await serve(), header)).status).toBe(401);
    },
  );

  it('with two credentials', async () => {
    const url = await serve();
    const header = prove({ nonce: await newNonce(url) });
    const answer = await ask(url, '/', { headers: ['authorization', header, 'authorization', header] });
    expect([answer.status, answer.text]).toEqual([401, expect.stringContaining('more than once')]);
  });

  it.each([
    ['', ''],
    ['ada', ''],
    ['', 'x'],
  ])('when there is no name or no password: %j, %j', async (username, password) => {
    const url = await serve(username, password);
    const answer = await show(url, prove({ nonce: await newNonce(url), username, password }));
    expect([answer.status, answer.text]).toEqual([401, expect.stringContaining('lets nobody in')]);
  });
});

describe('a proof that was good', () => {
  async function expectStale(answer: Told): Promise<void> {
    expect(answer.status).toBe(401);
    expect(challengesOf(answer).join(' ')).toContain('stale=true');
  }

  it('is not, when it comes again', async () => {
    const url = await serve();
    const header = prove({ nonce: await newNonce(url) });
    expect((await show(url, header)).status).toBe(200);
    await expectStale(await show(url, header));
  });

  it('is not, with a nonce that is old', async () => {
    const url = await serve();
    const nonce = await newNonce(url);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6 * 60_000 });
    await expectStale(await show(url, prove({ nonce })));
  });

  it('is not, with a nonce of another server, of one’s own, or changed', async () => {
    const url = await serve();
    const nonce = await newNonce(url);
    const bytes = Buffer.from(nonce, 'base64url');
    bytes[0] = (bytes[0] ?? 0) + 1;
    for (const forged of [
      await newNonce(await serve()),
      'x',
      bytes.toString('base64url'),
      Buffer.alloc(32).toString('base64url'),
      `${nonce}=`,
      `${nonce} `,
    ])
      await expectStale(await show(url, prove({ nonce: forged })));
  });
});
