import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { image, jobs, openSandbox, smallestJob, type Client } from '../testing.ts';

let sandbox: Client;
const job = `${jobs}/talker`;
beforeAll(async () => {
  sandbox = await openSandbox({ rateLimit: 0, tokens: ['nf-sandbox', 'blind=ps_jobs_general_read'] });
  await sandbox.data('POST', jobs, { ...smallestJob, name: 'Talker', deployment: image });
});
afterAll(() => sandbox.close());

interface Frame {
  readonly type: string;
  readonly data: unknown;
}

/** Opens a tail and says who it is. */
function tail(query: string, first: unknown = init('nf-sandbox'), path = `${job}/logs`) {
  const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}${path}?queryType=tail${query}`);
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse((data as Buffer).toString()) as Frame));
  socket.on('open', () => socket.send(typeof first === 'string' ? first : JSON.stringify(first)));
  return {
    socket,
    frames,
    texts: () =>
      frames
        .filter(({ type }) => type === 'log-lines')
        .flatMap(({ data }) => (data as readonly { readonly log: string }[]).map(({ log }) => log)),
    closed: new Promise((resolve) => socket.on('close', resolve)),
  };
}

function init(apiToken: string): unknown {
  return { type: 'init', data: { auth: { type: 'apiToken', apiToken } } };
}

async function start(log: string): Promise<string> {
  const runtimeEnvironment = { SANDBOX_DURATION: '60', SANDBOX_LOG: log };
  return ((await sandbox.data('POST', `${job}/runs`, { runtimeEnvironment })) as { readonly id: string }).id;
}

describe('a log that is followed', () => {
  it('begins with its last lines and goes on as they are written, each once', async () => {
    const id = await start('first\nsecond\nthird');
    await sandbox.advance(30);
    const { socket, frames, texts } = tail(`&runId=${id}&lineLimit=2`);
    await expect.poll(() => frames.length).toBeGreaterThanOrEqual(2);
    expect(frames[0]).toEqual({ type: 'init', data: { auth: 'successful' } });
    const before = texts();
    expect(before).toHaveLength(2);
    await sandbox.advance(40);
    await expect.poll(() => texts().at(-1)).toBe('Finished with exit code 0');
    expect(texts().slice(0, 2)).toEqual(before);
    expect(new Set(texts()).size).toBe(texts().length);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.close();
  });

  it('comes in frames that are not too large', async () => {
    const id = await start(Array.from({ length: 50 }, (_, index) => `${index} ${'x'.repeat(3000)}`).join('\n'));
    await sandbox.advance(61);
    const { socket, frames, texts } = tail(`&runId=${id}&lineLimit=100`);
    await expect.poll(() => texts().length).toBe(52);
    expect(frames.length).toBeGreaterThan(4);
    expect(frames.every((frame) => JSON.stringify(frame).length < 33_000)).toBe(true);
    socket.close();
  });

  it('can be filtered', async () => {
    const id = await start('apple\npear');
    await sandbox.advance(61);
    const { socket, texts } = tail(`&runId=${id}&textIncludes=apple`);
    await expect.poll(texts).toEqual(['apple']);
    socket.close();
  });

  it.each([
    ['a wrong token', init('wrong'), 'Unauthorized'],
    [
      'a token without the permission',
      init('blind'),
      'The API token does not have permission to access this resource.',
    ],
    ['no token', { type: 'init' }, 'Unauthorized'],
    ['no JSON', 'hello', 'Unauthorized'],
  ])('is refused to %s', async (_, first, message) => {
    const { frames, closed } = tail('', first);
    await closed;
    expect(frames).toEqual([{ type: 'init', data: { auth: 'failed', message } }]);
  });

  it.each([
    ['&runId=nope', `${job}/logs`, 'Job run not found'],
    ['', `${jobs}/nope/logs`, 'Job not found'],
    ['&buildId=nope', `${job}/build-logs`, 'Build not found'],
  ])('with %s of %s ends with an error', async (query, path, message) => {
    const { frames, closed } = tail(query, init('nf-sandbox'), path);
    await closed;
    expect(frames.at(-1)).toEqual({ type: 'error', data: { message } });
  });

  it.each([
    [`${job}/logs?queryType=range`, {}, 400],
    [`${job}/logs?queryType=tail&lineLimit=0`, {}, 400],
    [`${job}/metrics?queryType=tail`, {}, 404],
    [`${job}/logs?queryType=tail`, { origin: 'https://evil.example' }, 403],
  ])('is none at %s with %j: %i', async (path, headers, status) => {
    const answered = await new Promise((resolve, reject) => {
      const handshake = {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      };
      const outgoing = request(sandbox.url + path, { headers: { ...handshake, ...headers } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      outgoing.on('upgrade', () => resolve(101)).on('error', reject);
      outgoing.end();
    });
    expect(answered).toBe(status);
  });

  it('ends when the sandbox stops', async () => {
    const other = await openSandbox();
    const socket = new WebSocket(`${other.url.replace('http', 'ws')}${jobs}/nightly-report/logs?queryType=tail`);
    await new Promise((resolve) => socket.on('open', resolve));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    await Promise.all([other.close(), closed]);
  });
});
