import type { Cancel } from './receiver.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { collect } from './collect.ts';
import { createMask } from '../mask.ts';
import { deferred } from '../testing.ts';
import { serveHttp, type TestServer } from '../../../test/support/serve.ts';
import { createUpstream, type Upstream } from '../upstream.ts';

const request = { method: 'GET', path: '/', headers: [], body: null };

describe('collect', { timeout: 3000 }, () => {
  let server: TestServer | undefined;
  let upstream: Upstream | undefined;
  afterEach(async () => {
    await upstream?.close();
    await server?.close();
  });

  async function serve(listener: Parameters<typeof serveHttp>[0]): Promise<Upstream> {
    server = await serveHttp(listener);
    return (upstream = createUpstream(server.origin, { timeout: 5000, mask: createMask([]) }));
  }

  it('holds a whole answer', async () => {
    const client = await serve((_, response) => {
      response.writeHead(201, { etag: '"1"' });
      response.write('one ');
      setTimeout(() => response.end('two'), 20);
    });
    const answer = await collect((to) => client.send(request, to), { maxBytes: 7 });
    expect(answer).toEqual({ status: 201, headers: { etag: '"1"' }, body: Buffer.from('one two') });
  });

  it('gives up on an answer over the limit and hangs up', async () => {
    const closed = deferred();
    const client = await serve((_, response) => {
      response.on('close', () => closed.resolve());
      const more = (): void => {
        while (response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    });
    const answer = await collect((to) => client.send(request, to), { maxBytes: 64 * 1024 });
    expect(answer).toMatchObject({ failure: { code: 'answer-too-large', status: 502, retry: 'never' } });
    expect(JSON.stringify(answer)).toContain('64 KiB');
    await closed.promise;
  });

  it('is given up with its caller, before an answer and in the middle of one', async () => {
    for (const begin of [false, true]) {
      const arrived = deferred();
      const closed = deferred();
      const client = await serve((_, response) => {
        response.on('close', () => closed.resolve());
        if (begin) response.write('half');
        arrived.resolve();
      });
      let leave: Cancel = () => undefined;
      const answer = collect((to) => client.send(request, to), {
        maxBytes: 100,
        whenGone: (cancel) => (leave = cancel),
      });
      await arrived.promise;
      leave();
      expect(await answer).toMatchObject({ failure: { code: 'canceled', retry: 'check-first' } });
      await closed.promise;
      await upstream?.close();
      await server?.close();
    }
  });

  it('does not begin for a caller who is already gone', async () => {
    let requests = 0;
    const client = await serve((_, response) => {
      requests++;
      response.end();
    });
    const answer = await collect((to) => client.send(request, to), { maxBytes: 100, whenGone: (cancel) => cancel() });
    expect(answer).toMatchObject({ failure: { code: 'canceled' } });
    await upstream?.close();
    expect(requests).toBe(0);
  });
});
