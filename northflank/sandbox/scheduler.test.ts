import { afterEach, describe, expect, it } from 'vitest';
import type { RunView } from './runs/run-view.ts';
import { image, jobs, openSandbox, smallestJob, type Client } from './testing.ts';

const opened: Client[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sandbox) => sandbox.close())));

const minute = 60;

/** A sandbox with one more job, whose every run takes so many seconds, and what it has run. */
async function scheduled(schedule: string, settings: object = {}, duration = 1) {
  const sandbox = await openSandbox({ rateLimit: 0 });
  opened.push(sandbox);
  const { now } = (await sandbox.data('GET', '/__sandbox')) as { readonly now: string };
  // From a full minute on, so that no test is at the mercy of the second it starts in.
  await sandbox.advance(minute - (Date.parse(now) % 60_000) / 1000 + 1);
  await sandbox.data('POST', jobs, {
    ...smallestJob,
    name: 'By schedule',
    deployment: image,
    runtimeEnvironment: { SANDBOX_DURATION: String(duration) },
    settings: { backoffLimit: 0, activeDeadlineSeconds: 100_000, cron: { schedule, ...settings } },
  });
  const runs = async (): Promise<readonly RunView[]> =>
    ((await sandbox.data('GET', `${jobs}/by-schedule/runs?per_page=100`)) as { runs: readonly RunView[] }).runs;
  return { sandbox, runs };
}

const seconds = ({ startedAt }: RunView): number => Date.parse(startedAt) / 1000;

describe('a cron job', () => {
  it('runs at each time of its schedule, on the second', async () => {
    const { sandbox, runs } = await scheduled('* * * * *');
    expect(await runs()).toEqual([]);
    await sandbox.advance(3 * minute);
    const found = await runs();
    expect(found.map(({ status }) => status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
    expect(found.every((run) => seconds(run) % minute === 0)).toBe(true);
    expect(found.map((run) => seconds(run) - seconds(found[2] as RunView))).toEqual([2 * minute, minute, 0]);
  });

  it('runs in UTC, at the hour the schedule names', async () => {
    const { sandbox, runs } = await scheduled('30 8 * * *');
    await sandbox.advance(2 * 24 * 60 * minute);
    expect((await runs()).map(({ startedAt }) => startedAt.slice(11))).toEqual(['08:30:00Z', '08:30:00Z']);
  });

  it.each(['99 99 99 99 99', '0 0 31 2 *'])('never runs by %s', async (schedule) => {
    const { sandbox, runs } = await scheduled(schedule);
    await sandbox.advance(7 * 24 * 60 * minute);
    expect(await runs()).toEqual([]);
  });

  it('that allows it runs beside itself', async () => {
    const { sandbox, runs } = await scheduled('* * * * *', { concurrencyPolicy: 'allow' }, 150);
    await sandbox.advance(2 * minute);
    expect((await runs()).map(({ status }) => status)).toEqual(['RUNNING', 'RUNNING']);
  });

  it('that forbids it lets a run end before the next starts', async () => {
    const { sandbox, runs } = await scheduled('* * * * *', { concurrencyPolicy: 'forbid' }, 150);
    await sandbox.advance(6 * minute);
    const found = await runs();
    expect(found.map((run) => seconds(run) - seconds(found.at(-1) as RunView))).toEqual([3 * minute, 0]);
  });

  it('that replaces ends a run for the next', async () => {
    const { sandbox, runs } = await scheduled('* * * * *', { concurrencyPolicy: 'replace' }, 150);
    await sandbox.advance(2 * minute);
    const [second, first] = await runs();
    expect([first?.status, second?.status]).toEqual(['FAILED', 'RUNNING']);
    expect(first?.concludedAt).toBe(second?.startedAt);
    const { containers } = (await sandbox.data('GET', `${jobs}/by-schedule/containers?runId=${first?.id}`)) as {
      containers: readonly unknown[];
    };
    expect(containers).toMatchObject([{ status: expect.stringMatching(/^TASK_KILL/) }]);
  });

  it('started by hand runs whatever its policy says', async () => {
    const { sandbox, runs } = await scheduled('* * * * *', { concurrencyPolicy: 'forbid' }, 3600);
    await sandbox.advance(minute);
    await sandbox.data('POST', `${jobs}/by-schedule/runs`);
    expect((await runs()).map(({ status }) => status)).toEqual(['RUNNING', 'RUNNING']);
  });

  it.each([
    ['suspended', 'suspend', { suspended: true }, 'suspend', { suspended: false }],
    ['paused', 'pause', undefined, 'resume', {}],
  ])('that is %s does not run, and makes up for nothing after', async (_, stop, stopBody, go, goBody) => {
    const { sandbox, runs } = await scheduled('* * * * *');
    await sandbox.data('POST', `${jobs}/by-schedule/${stop}`, stopBody);
    await sandbox.advance(5 * minute);
    expect(await runs()).toEqual([]);
    await sandbox.data('POST', `${jobs}/by-schedule/${go}`, goBody);
    await sandbox.advance(minute);
    expect(await runs()).toHaveLength(1);
  });

  it('whose schedule changes runs by the new one from then on', async () => {
    const { sandbox, runs } = await scheduled('* * * * *');
    await sandbox.advance(2 * minute);
    await sandbox.data('PATCH', `${jobs}/by-schedule`, { settings: { cron: { schedule: '*/10 * * * *' } } });
    await sandbox.advance(20 * minute);
    expect(await runs()).toHaveLength(4);
  });
});
