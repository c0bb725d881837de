import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { image, jobs, openSandbox, smallestJob, type Client } from '../testing.ts';

interface LogLine {
  readonly containerId: string;
  readonly log: string;
  readonly ts: string;
}

let sandbox: Client;
const runs: Record<string, string> = {};
const job = `${jobs}/talker`;

beforeAll(async () => {
  sandbox = await openSandbox({ rateLimit: 0 });
  await sandbox.data('POST', jobs, {
    ...smallestJob,
    name: 'Talker',
    deployment: image,
    settings: { backoffLimit: 1, activeDeadlineSeconds: 60 },
  });
  const start = async (name: string, runtimeEnvironment: Readonly<Record<string, string>>): Promise<void> => {
    runs[name] = ((await sandbox.data('POST', `${job}/runs`, { runtimeEnvironment })) as { id: string }).id;
  };
  await start('said', { SANDBOX_DURATION: '10', SANDBOX_LOG: 'one apple\ntwo pears\nthree apples' });
  await start('failed', { SANDBOX_DURATION: '10', SANDBOX_OUTCOME: 'failure' });
  await start('recovered', { SANDBOX_DURATION: '10', SANDBOX_OUTCOME: 'failure:1' });
  await start('late', { SANDBOX_DURATION: '100' });
  await start('aborted', { SANDBOX_DURATION: '50' });
  await sandbox.advance(25);
  await sandbox.data('DELETE', `${job}/runs/${runs['aborted']}`);
  await sandbox.advance(60);
});
afterAll(() => sandbox.close());

async function lines(name: string, query = ''): Promise<readonly LogLine[]> {
  return (await sandbox.data('GET', `${job}/logs?runId=${runs[name]}${query}`)) as readonly LogLine[];
}

async function texts(name: string, query = ''): Promise<readonly string[]> {
  return (await lines(name, query)).map(({ log }) => log);
}

describe('the log of a run', () => {
  it('has what the run was told to say, in the order it said it', async () => {
    const said = await texts('said');
    expect(said).toEqual([
      expect.stringMatching(/^Starting talker-[0-9a-f]{24}, try 1 of 2$/),
      'one apple',
      'two pears',
      'three apples',
      'Finished with exit code 0',
    ]);
    expect(await texts('said', '&direction=backward')).toEqual(said.toReversed());
    const times = (await lines('said')).map(({ ts }) => ts);
    expect(times).toEqual([...times].sort());
  });

  it('says why a run failed, once a try, each from a container of its own', async () => {
    const found = await lines('failed');
    expect(found.filter(({ log }) => log.startsWith('Error: connect ECONNREFUSED'))).toHaveLength(2);
    expect(found.at(-1)?.log).toBe('Finished with exit code 1');
    const { containers } = (await sandbox.data('GET', `${job}/containers?runId=${runs['failed']}`)) as {
      containers: readonly { name: string; status: string }[];
    };
    expect(containers.map(({ status }) => status)).toEqual(['TASK_FAILED', 'TASK_FAILED']);
    expect([...new Set(found.map(({ containerId }) => containerId))]).toEqual(containers.map(({ name }) => name));
    const [first] = containers;
    const one = await lines('failed', `&containerName=${first?.name}`);
    expect(one.length).toBeGreaterThan(0);
    expect(one.every(({ containerId }) => containerId === first?.name)).toBe(true);
    expect(await lines('failed', '&containerName=all')).toEqual(found);
  });

  it.each([
    ['recovered', 'Finished with exit code 0', 'SUCCESS'],
    ['late', 'Received SIGTERM: the run is over its deadline', 'FAILED'],
    ['aborted', 'Received SIGTERM: the run was aborted', 'FAILED'],
  ])('of one that %s ends with "%s"', async (name, last, status) => {
    expect((await texts(name)).at(-1)).toBe(last);
    expect(await sandbox.data('GET', `${job}/runs/${runs[name]}`)).toMatchObject({ status });
  });

  it('can be cut to a number of lines, from either end', async () => {
    const all = await texts('said');
    expect(await texts('said', '&lineLimit=2')).toEqual(all.slice(0, 2));
    expect(await texts('said', '&lineLimit=2&direction=backward')).toEqual(all.slice(-2).toReversed());
  });

  it.each([
    ['textIncludes=apple', ['one apple', 'three apples']],
    ['regexIncludes=^t.*s$', ['two pears', 'three apples']],
    ['textNotIncludes=apple', ['two pears']],
    ['regexNotIncludes=apples%3F$', ['two pears']],
  ])('can be filtered by %s', async (filter, expected) => {
    const found = await texts('said', `&${filter}`);
    expect(found.filter((text) => !/^(Starting|Finished)/.test(text))).toEqual(expected);
  });

  it('can be of a time alone: any two of begin, end and length', async () => {
    const all = await lines('said');
    const from = all[1]?.ts ?? '';
    const until = all[2]?.ts ?? '';
    const expected = all.slice(1, 3);
    expect(await lines('said', `&startTime=${from}&endTime=${until}`)).toEqual(expected);
    expect(await lines('said', `&startTime=${from}&duration=3`)).toEqual(expected);
    expect(await lines('said', `&endTime=${until}&duration=3`)).toEqual(expected);
    expect(await lines('said', `&startTime=${from}`)).toEqual(all.slice(1));
    expect(await lines('said', '&duration=1')).toEqual([]);
  });

  it('has other types of log, which are empty', async () => {
    expect(await texts('said', '&type=build&type=mesh')).toEqual([]);
    expect(await texts('said', '&type=build&type=runtime')).toHaveLength(5);
  });

  it('has nothing in it that is not written yet', async () => {
    const { id } = (await sandbox.data('POST', `${job}/runs`, {
      runtimeEnvironment: { SANDBOX_DURATION: '50' },
    })) as { id: string };
    await sandbox.advance(25);
    const path = `${job}/logs?runId=${id}&endTime=2100-01-01T00:00:00Z`;
    const some = ((await sandbox.data('GET', `${path}&startTime=2020-01-01T00:00:00Z`)) as readonly LogLine[]).length;
    expect(some).toBeGreaterThan(0);
    await sandbox.advance(30);
    const more = (await sandbox.data('GET', `${path}&startTime=2020-01-01T00:00:00Z`)) as readonly LogLine[];
    expect(more.length).toBeGreaterThan(some);
  });

  it.each([
    ['regexIncludes=%5B', { regexIncludes: ['must be a regular expression'] }],
    [`regexIncludes=${'a'.repeat(300)}`, { regexIncludes: [expect.stringContaining('from 1 to 256 characters')] }],
    ['textIncludes=a&regexIncludes=b', { regexIncludes: ['does not go together with textIncludes'] }],
    [
      'startTime=2026-01-01T00:00:00Z&endTime=2026-01-02T00:00:00Z&duration=5',
      { duration: ['goes with at most one of startTime and endTime'] },
    ],
    ['startTime=yesterday', { startTime: [expect.stringContaining('Received "yesterday"')] }],
    ['direction=up', { direction: [expect.stringContaining('must be one of "forward", "backward"')] }],
    ['type=audit', { type: [expect.stringContaining('must be one of')] }],
    ['queryType=tail', { queryType: ['must be "range" without a WebSocket'] }],
  ])('refuses %s', async (query, details) => {
    expect(await sandbox.send('GET', `${job}/logs?${query}`)).toMatchObject({
      status: 400,
      body: { error: { id: 'nf-invalid-request-body', details } },
    });
  });

  it('of a run that does not exist is not found', async () => {
    expect(await sandbox.send('GET', `${job}/logs?runId=nope`)).toMatchObject({
      status: 404,
      body: { error: { message: 'Job run not found' } },
    });
  });
});

describe('metrics', () => {
  it('are of the time the containers ran, one entry a container', async () => {
    const query = `runId=${runs['failed']}&queryType=range&metricTypes=cpu&metricTypes=memory&duration=600`;
    const data = (await sandbox.data('GET', `${job}/metrics?${query}`)) as Readonly<
      Record<string, { readonly values: readonly { readonly data: readonly unknown[] }[] }>
    >;
    expect(data).toMatchObject({
      cpu: { metricInfo: { metricId: 'cpu', metricUnit: 'vCPU', metricResolution: 15 } },
      memory: { metricInfo: { metricUnit: 'mb' } },
    });
    const figures = data['cpu']?.values.flatMap(({ data }) => data) ?? [];
    expect(figures.length).toBeGreaterThanOrEqual(1);
    expect(figures.length).toBeLessThanOrEqual(2);
  });

  it('are of cpu now unless asked otherwise, and of nothing when nothing runs', async () => {
    expect(await sandbox.data('GET', `${job}/metrics?runId=${runs['said']}`)).toMatchObject({ cpu: { values: [] } });
    const { id } = (await sandbox.data('POST', `${job}/runs`, {
      runtimeEnvironment: { SANDBOX_DURATION: '50' },
    })) as { id: string };
    await sandbox.advance(5);
    expect(await sandbox.data('GET', `${job}/metrics?runId=${id}`)).toMatchObject({
      cpu: { values: [{ data: [{ value: expect.any(Number) }] }] },
    });
  });
});

describe('containers', () => {
  it('go from staging to running to finished', async () => {
    const { id } = (await sandbox.data('POST', `${job}/runs`, {
      runtimeEnvironment: { SANDBOX_DURATION: '50' },
    })) as { id: string };
    const status = async (): Promise<unknown> =>
      ((await sandbox.data('GET', `${job}/containers`)) as { containers: readonly { status: string }[] }).containers;
    expect(await sandbox.data('GET', `${job}/containers`)).toMatchObject({ runId: id });
    expect(await status()).toMatchObject([{ status: expect.stringMatching(/^TASK_STA/) }]);
    await sandbox.advance(10);
    expect(await status()).toMatchObject([{ status: 'TASK_RUNNING' }]);
    await sandbox.advance(45);
    expect(await status()).toMatchObject([{ status: 'TASK_FINISHED' }]);
  });
});
