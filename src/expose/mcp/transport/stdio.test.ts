import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Operation } from '../../../operation/operation.ts';
import { createMcpFace } from '../face.ts';
import { meta2026, operation, value } from '../testing.ts';
import { serveStdio } from './stdio.ts';

describe('MCP through pipes', () => {
  let input: PassThrough;
  let lines: AsyncIterator<string>;
  let ended: Promise<void>;
  let canceled = false;
  beforeEach(() => {
    input = new PassThrough();
    const output = new PassThrough();
    lines = createInterface({ input: output })[Symbol.asyncIterator]();
    const waits: Operation['run'] = (_, context) =>
      new Promise((resolve) =>
        context?.whenGone?.(() => {
          canceled = true;
          resolve(value('given up'));
        }),
      );
    const counts: Operation['run'] = (_, context) => {
      for (const done of [1, 2]) context?.progress?.({ done, total: 2 });
      return Promise.resolve(value({ books: 2 }));
    };
    const face = createMcpFace({
      name: 'library',
      version: '1',
      tools: [operation('wait', waits), operation('count', counts)],
      guard: () => undefined,
    });
    const stdio = serveStdio(input, output, 10_000);
    face.attach(stdio);
    ({ ended } = stdio);
  });
  afterEach(() => input.destroy());

  const say = (message: object | string): boolean =>
    input.write(`${typeof message === 'string' ? message : JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const hear = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? '');
  const call = (id: number, name: string, meta: object = {}) => ({
    id,
    method: 'tools/call',
    params: { name, arguments: {}, _meta: { ...meta2026, ...meta } },
  });

  test('both eras are spoken, one line a message', async () => {
    say({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {} } });
    expect(await hear()).toMatchObject({ id: 1, result: { protocolVersion: '2025-11-25' } });
    say({ method: 'notifications/initialized' });
    say({ id: 2, method: 'server/discover', params: { _meta: meta2026 } });
    expect(await hear()).toMatchObject({ id: 2, result: { supportedVersions: ['2026-07-28'] } });
  });

  test('progress comes before the answer', async () => {
    say(call(3, 'count', { progressToken: 'p' }));
    expect(await hear()).toMatchObject({ params: { progressToken: 'p', progress: 1, total: 2 } });
    expect(await hear()).toMatchObject({ params: { progressToken: 'p', progress: 2, total: 2 } });
    expect(await hear()).toMatchObject({ id: 3, result: { structuredContent: { books: 2 } } });
  });

  test('a cancelled request is given up and gets no answer', async () => {
    say(call(4, 'wait'));
    say({ method: 'notifications/cancelled', params: { requestId: 4 } });
    say(call(5, 'count'));
    expect(await hear()).toMatchObject({ id: 5 });
    expect(canceled).toBe(true);
  });

  test('what is no message is answered, and the next one served', async () => {
    say('{"jsonrpc":');
    expect(await hear()).toMatchObject({ error: { code: -32700 } });
    say(`"${'x'.repeat(20_000)}"`);
    expect(await hear()).toMatchObject({ error: { code: -32600, message: 'The message is over the size limit.' } });
    say(call(6, 'count'));
    expect(await hear()).toMatchObject({ id: 6 });
  });

  test('the end of the input is the end', async () => {
    canceled = false;
    say(call(7, 'wait'));
    input.end();
    await ended;
    expect(canceled).toBe(true);
  });
});
