import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cancel, Json, Outcome } from '../../../src/index.ts';
import { startSandbox, type Sandbox } from '../../sandbox/start-sandbox.ts';
import { openJobs, type OpenedJobs } from '../testing.ts';
import { createPace } from './pace.ts';

const job = { projectId: 'default-project', jobId: 'database-migration' };
let sandbox: Sandbox;
let jobs: OpenedJobs;
beforeEach(async () => {
  sandbox = await startSandbox({ tokens: ['the-token'], rateLimit: 0 });
  jobs = await openJobs(`${sandbox.url}/v1`);
});
afterEach(async () => {
  await jobs.close();
  await sandbox.close();
});

const start = async (
  variables: Readonly<Record<string, string>>,
): Promise<{ readonly runId: string; readonly outcome: Outcome }> => {
  const outcome = await jobs.tool('run-job').run({ ...job, body: { runtimeEnvironment: variables } });
  const { data } = (outcome as { readonly value: Json }).value as { readonly data: { readonly id: string } };
  return { runId: data.id, outcome };
};

describe('waiting for a run', () => {
  it('ends when the time is up, and says that the run goes on', async () => {
    const { runId } = await start({ SANDBOX_DURATION: '60' });
    const outcome = await jobs.tool('wait-for-run').run({ ...job, runId, timeout_seconds: 1 });
    expect(outcome).toMatchObject({ value: { data: { outcome: 'running' } }, exitCode: 5 });
  });

  it('ends when nobody waits any more', async () => {
    const { runId } = await start({ SANDBOX_DURATION: '60' });
    let leave: Cancel = () => undefined;
    const waiting = jobs.tool('wait-for-run').run({ ...job, runId }, { whenGone: (cancel) => (leave = cancel) });
    setTimeout(() => leave(), 200);
    expect(await waiting).toMatchObject({ failure: { code: 'canceled' } });
  });

  it('tells how far it is, and with what the run ended', async () => {
    const messages: (string | undefined)[] = [];
    const lines: string[] = [];
    const body = { runtimeEnvironment: { SANDBOX_DURATION: '1.2', SANDBOX_OUTCOME: 'failure' } };
    const outcome = await jobs
      .rest('run-and-wait')
      .run(
        { ...job, body, log_lines: 1 },
        { progress: ({ message }) => messages.push(message), follow: (line) => lines.push(line) },
      );
    expect(outcome).toMatchObject({
      exitCode: 1,
      value: { data: { outcome: 'failed', log: [{ log: 'Finished with exit code 1' }] } },
    });
    expect(messages[0]).toMatch(/^database-migration-[0-9a-f]{24} is running/);
    expect(lines[0]).toMatch(/^Starting /);
    expect(lines.at(-1)).toBe('Finished with exit code 1');
  });

  it('takes times within its bounds alone', async () => {
    for (const timeout of [0, 601]) {
      const outcome = await jobs.tool('wait-for-run').run({ ...job, runId: 'r', timeout_seconds: timeout });
      expect(outcome).toMatchObject({ failure: { code: 'invalid-input' } });
    }
  });

  it('gets over errors that pass', async () => {
    const { runId } = await start({ SANDBOX_DURATION: '0.1' });
    const faults = { faults: ['status=503,method=GET,count=2', 'drop-before,method=GET,count=1'] };
    await fetch(`${sandbox.url}/__sandbox/faults`, { method: 'POST', body: JSON.stringify(faults) });
    const outcome = await jobs.tool('wait-for-run').run({ ...job, runId });
    expect(outcome).toMatchObject({ value: { data: { outcome: 'success' } } });
  });
});

describe('a run that is followed as a task', () => {
  it('is looked at until it is over', async () => {
    const { outcome } = await start({ SANDBOX_DURATION: '1' });
    const { work } = jobs.tool('run-job');
    const handle = work?.handleOf(outcome, job) ?? null;
    expect(await work?.look(handle)).toMatchObject({
      status: 'working',
      message: expect.stringContaining('is running') as string,
    });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(await work?.look(handle)).toMatchObject({
      status: 'done',
      outcome: { value: { data: { outcome: 'success' } } },
    });
  });

  it('can be ended', async () => {
    const { outcome } = await start({ SANDBOX_DURATION: '60' });
    const { work } = jobs.tool('run-job');
    const handle = work?.handleOf(outcome, job) ?? null;
    await work?.cancel(handle);
    expect(await work?.look(handle)).toMatchObject({
      status: 'done',
      outcome: { value: { data: { outcome: 'aborted' } } },
    });
  });
});

describe('the pace of looking', () => {
  const answer = (remaining: number): Outcome => ({
    kind: 'value',
    value: null,
    text: 'null',
    headers: { 'x-ratelimit-remaining': String(remaining), 'x-ratelimit-reset': '1800' },
  });

  it('slows down, and never stops', () => {
    const pace = createPace();
    const pauses = Array.from({ length: 20 }, () => pace.next(answer(900)));
    expect(pauses[0]).toBe(1000);
    expect(pauses.at(-1)).toBe(15_000);
  });

  it('lets the hour’s requests last', () => {
    const pace = createPace();
    // Half of the 20 that are left, in the half hour that is.
    expect(pace.next(answer(20))).toBe(180_000);
  });
});
