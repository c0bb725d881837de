import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cancel } from '../../../src/index.ts';
import { cameTo, fakeNorthflank, job, openJobs, type FakeNorthflank, type OpenedJobs } from '../testing.ts';

let upstream: FakeNorthflank;
let jobs: OpenedJobs;

beforeEach(async () => {
  upstream = await fakeNorthflank();
  jobs = await openJobs(upstream.url);
});
afterEach(async () => {
  vi.useRealTimers();
  await jobs.close();
  await upstream.close();
});

const start = async (key?: string, body?: object): Promise<string> =>
  cameTo(
    await jobs
      .tool('run-job')
      .run({ ...job, ...(key !== undefined && { idempotency_key: key }), ...(body && { body }) }),
  );

describe('a start with a key', () => {
  it('is done once, and a repeat gets the first answer', async () => {
    const first = await start('one');
    expect(await start('one')).toBe(first);
    expect(upstream.started).toEqual([first]);
  });

  it('is done once when it comes several times at once', async () => {
    const ids = await Promise.all([start('one'), start('one'), start('one')]);
    expect(new Set(ids)).toEqual(new Set(upstream.started));
    expect(upstream.started).toHaveLength(1);
  });

  it('is refused when it asks for something else than before', async () => {
    await start('one');
    expect(await start('one', { runtimeEnvironment: { A: 'b' } })).toBe('key-reused');
    expect(upstream.started).toHaveLength(1);
  });

  it('says over REST that its answer is a repeat', async () => {
    const inputs = { ...job, 'Idempotency-Key': 'one' };
    await jobs.rest('start-run').run(inputs);
    expect(await jobs.rest('start-run').run(inputs)).toMatchObject({ headers: { 'idempotency-replayed': 'true' } });
    expect(upstream.started).toHaveLength(1);
  });

  it('can be tried again when it was rejected', async () => {
    upstream.fates.push('400');
    expect(await start('one')).toBe('upstream-refused');
    expect(await start('one')).toBe(upstream.started[0]);
  });

  it('refuses keys that no header could carry', async () => {
    expect(await start('')).toBe('invalid-input');
    expect(await start('a\nb')).toBe('invalid-input');
  });
});

describe('a start without a key', () => {
  it('is another one each time', async () => {
    expect(await start()).not.toBe(await start());
    expect(upstream.started).toHaveLength(2);
  });

  it('is the one before while that one’s caller has gone without its answer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    let leave: Cancel = () => undefined;
    const first = jobs.rest('start-run').run(job, { whenGone: (cancel) => (leave = cancel) });
    leave();
    const retried = cameTo(await jobs.rest('start-run').run(job));
    expect(cameTo(await first)).toBe(retried);
    expect(upstream.started).toEqual([retried]);
    // Now it has been answered, and after a moment the next is a new one.
    vi.setSystemTime(Date.now() + 2001);
    expect(await jobs.rest('start-run').run(job).then(cameTo)).not.toBe(retried);
  });

  it('goes on when its caller has gone', async () => {
    const outcome = await jobs.rest('start-run').run(job, { whenGone: (cancel) => cancel() });
    expect(cameTo(outcome)).toBe(upstream.started[0]);
  });
});

describe('a start whose answer is lost', () => {
  it('is found when it took effect', async () => {
    await start();
    upstream.fates.push('drop after');
    expect(await start('two')).toBe(upstream.started[1]);
    expect(await start('two')).toBe(upstream.started[1]);
    expect(upstream.started).toHaveLength(2);
  });

  it('is found after an error of the server, too', async () => {
    upstream.fates.push('500 after');
    expect(await start('one')).toBe(upstream.started[0]);
  });

  it('is told not to have happened when it did not, and can be repeated', async () => {
    upstream.fates.push('drop before');
    expect(await start('one')).toBe('not-done');
    expect(upstream.started).toEqual([]);
    expect(await start('one')).toBe(upstream.started[0]);
  });

  it('stays unknown where the runs cannot tell, and is never repeated blindly', async () => {
    const others = [upstream.startByHand(), upstream.startByHand()];
    upstream.fates.push('drop before');
    const outcome = await jobs.tool('run-job').run({ ...job, idempotency_key: 'one' });
    expect(cameTo(outcome)).toBe('outcome-unknown');
    expect(outcome).toMatchObject({
      failure: { retry: 'check-first', detail: expect.stringContaining(others[0] ?? '') as string },
    });
    expect(await start('one')).toBe('outcome-unknown');
    expect(upstream.started).toEqual(others);
  });

  it('is found by its correlation value where runs of others began as well', async () => {
    await jobs.close();
    jobs = await openJobs(upstream.url, { NORTHFLANK_CORRELATE: 'true' });
    upstream.startByHand();
    upstream.fates.push('drop after');
    const value = (): string =>
      (upstream.bodies[0] as { readonly runtimeEnvironment: { readonly CAPSTAN_CORRELATION_ID: string } })
        .runtimeEnvironment.CAPSTAN_CORRELATION_ID;
    upstream.answer = (_, path) => {
      const asked = new URL(path, 'http://upstream').searchParams;
      const isIt = asked.get('runId') === upstream.started[1] && asked.get('textIncludes') === value();
      return [200, { data: isIt ? [{ containerId: 'c', log: value(), ts: '' }] : [] }];
    };
    expect(await start('one')).toBe(upstream.started[1]);
  });

  it('keeps no other one from being found, and is none of those that began later', async () => {
    upstream.startByHand();
    upstream.startByHand();
    upstream.fates.push('drop before', 'drop after');
    expect(await start('one')).toBe('outcome-unknown');
    expect(await start('two', { runtimeEnvironment: { A: 'b' } })).toBe(upstream.started[2]);
    expect(await start('one')).toBe('outcome-unknown');
  });

  it('is told from one that asks for something else in the same moment', async () => {
    upstream.fates.push('drop before', 'drop after', 'drop before', 'answer', 'drop after');
    const names = ['one', 'two', 'three', 'four', 'five'];
    const ids = await Promise.all(names.map((name) => start(name, { runtimeEnvironment: { NAME: name } })));
    const [two, four, five] = upstream.started;
    expect(ids).toEqual(['not-done', two, 'not-done', four, five]);
  });

  it('is looked for again when the runs cannot be listed', async () => {
    upstream.unlisted = 1;
    upstream.fates.push('drop after');
    expect(await start('one')).toBe(upstream.started[0]);
  });

  it('is waited for by others until the runs can be listed', async () => {
    upstream.unlisted = 2;
    upstream.fates.push('drop before', 'drop after');
    expect(await start('one')).toBe('outcome-unknown');
    expect(await start('two', { runtimeEnvironment: { A: 'b' } })).toBe(upstream.started[0]);
    expect(await start('one')).toBe(upstream.started[1]);
  });

  it('is each found among several of the same request', async () => {
    await start('zero');
    upstream.fates.push('drop after', 'drop before', 'drop after');
    const ids = await Promise.all([start('one'), start('two'), start('three')]);
    const found = ids.filter((id) => id !== 'not-done');
    expect(new Set(found)).toEqual(new Set(upstream.started.slice(1)));
    expect(ids).toContain('not-done');
  });
});

describe('a start after one that waited for the requests of the hour', () => {
  it('is found when its answer is lost', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    upstream.fates.push('429', 'answer', 'drop after');
    const first = start('one');
    while (upstream.fates.length === 3) await new Promise(setImmediate);
    vi.setSystemTime(Date.now() + 15_000);
    expect(await first).toBe(upstream.started[0]);
    expect(await start('two')).toBe(upstream.started[1]);
  });
});

describe('the requests of the hour', () => {
  it('are waited for when they are used up', async () => {
    upstream.fates.push('429', '429');
    expect(await start()).toBe(upstream.started[0]);
  });

  it('are not waited for longer than allowed', async () => {
    await jobs.close();
    jobs = await openJobs(upstream.url, { NORTHFLANK_RATE_WAIT_SECONDS: '0' });
    upstream.fates.push('429');
    expect(await start('one')).toBe('upstream-refused');
    expect(upstream.started).toEqual([]);
  });
});

describe('a data file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'capstan-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const reopen = async (): Promise<void> => {
    await jobs.close();
    jobs = await openJobs(upstream.url, { CAPSTAN_DATA: join(folder, 'starts') });
  };

  it('keeps answers over a restart', async () => {
    await reopen();
    const first = await start('one');
    await reopen();
    expect(await start('one')).toBe(first);
    expect(await start('one', { runtimeEnvironment: { A: 'b' } })).toBe('key-reused');
    expect(upstream.started).toEqual([first]);
  });

  /** As the file looks after an end between the call and the writing down of its answer. */
  const forgetAnswers = (): void => {
    const file = join(folder, 'starts');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, `${lines.filter((line) => !line.includes('"answer"')).join('\n')}{"answ`);
  };

  it('knows of a start whose answer never came before the process ended', async () => {
    await reopen();
    const first = await start('one');
    forgetAnswers();
    await reopen();
    expect(await start('one')).toBe(first);
    expect(upstream.started).toEqual([first]);
  });

  it('keeps until when a lost start may have begun', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await reopen();
    upstream.startByHand();
    upstream.startByHand();
    upstream.fates.push('drop before');
    expect(await start('one')).toBe('outcome-unknown');
    vi.setSystemTime(Date.now() + 60_000);
    const second = await start('two', { runtimeEnvironment: { A: 'b' } });
    forgetAnswers();
    await reopen();
    expect(await start('two', { runtimeEnvironment: { A: 'b' } })).toBe(second);
  });

  it('lets only one of several repeats start what was not started', async () => {
    await reopen();
    await start('one');
    forgetAnswers();
    upstream.forget();
    await reopen();
    // They keep coming while the first of them finds out, and while that is written to the file.
    const first = { isOver: false };
    const repeats = [start('one').finally(() => (first.isOver = true))];
    while (!first.isOver) {
      repeats.push(start('one'));
      await new Promise(setImmediate);
    }
    await Promise.all(repeats);
    expect(upstream.started).toHaveLength(1);
  });
});
