import { afterEach, describe, expect, it } from 'vitest';
import { readFault } from './read-fault.ts';
import type { SandboxOptions } from '../sandbox-options.ts';
import { jobs, openSandbox, type Client } from '../testing.ts';

const opened: Client[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sandbox) => sandbox.close())));

async function open(...faults: readonly string[]): Promise<Client> {
  return openWith({ faults });
}

async function openWith(options: SandboxOptions): Promise<Client> {
  const sandbox = await openSandbox({ rateLimit: 0, ...options });
  opened.push(sandbox);
  return sandbox;
}

const starting = `${jobs}/nightly-report/runs`;

/** How many runs the job has beside the two it begins with. */
async function started(sandbox: Client): Promise<number> {
  await sandbox.send('DELETE', '/__sandbox/faults');
  const { runs } = (await sandbox.data('GET', `${starting}?per_page=100`)) as { readonly runs: readonly unknown[] };
  return runs.length - 2;
}

describe('a fault', () => {
  it('drops a connection before the work is done', async () => {
    const sandbox = await open('drop-before,method=POST');
    await expect(sandbox.send('POST', starting)).rejects.toThrow('fetch failed');
    expect(await started(sandbox)).toBe(0);
  });

  it('drops a connection after the work is done, so that the answer is lost', async () => {
    const sandbox = await open('drop-after,method=POST');
    await expect(sandbox.send('POST', starting)).rejects.toThrow('fetch failed');
    expect(await started(sandbox)).toBe(1);
  });

  it('cuts an answer off within its body', async () => {
    const sandbox = await open('truncate=10,method=POST');
    const response = await fetch(sandbox.url + starting, {
      method: 'POST',
      headers: { authorization: 'Bearer nf-sandbox' },
    });
    expect([response.status, Number(response.headers.get('content-length')) > 50]).toEqual([200, true]);
    await expect(response.text()).rejects.toThrow('terminated');
    expect(await started(sandbox)).toBe(1);
  });

  it.each([
    ['status=503', 0],
    ['status-after=502', 1],
  ])('answers %s, with %i runs started', async (fault, runs) => {
    const sandbox = await open(`${fault},method=POST`);
    const status = Number(fault.slice(-3));
    expect(await sandbox.send('POST', starting)).toMatchObject({ status, body: { error: { status } } });
    expect(await started(sandbox)).toBe(runs);
  });

  it('refuses with 429 and says when to come again', async () => {
    const sandbox = await open('status=429,reset=2,count=1');
    const { status, headers, body } = await sandbox.send('POST', starting);
    expect([status, headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-reset')]).toEqual([429, '0', '2']);
    expect(body).toEqual({ error: { status: 429, message: 'Too many requests' } });
    expect(await sandbox.send('POST', starting)).toMatchObject({ status: 200 });
  });

  it('makes an answer wait, whatever else befalls it', async () => {
    const sandbox = await open('latency=120', 'status=500');
    const began = performance.now();
    expect(await sandbox.send('GET', jobs)).toMatchObject({ status: 500 });
    expect(performance.now() - began).toBeGreaterThanOrEqual(119);
  });

  it.each([
    ['method=POST', 'GET', jobs, 200],
    ['path=/projects/*/jobs', 'GET', jobs, 500],
    ['path=/projects/*/jobs', 'GET', `${jobs}/nightly-report`, 200],
    ['path=/projects/*/jobs', 'GET', '/v1/teams/acme/projects/default-project/jobs', 500],
    ['path=/projects/**', 'GET', `${jobs}/nightly-report`, 500],
    ['path=/projects/**', 'GET', '/v1/plans', 200],
    ['path=/projects/default-project/jobs/*/runs', 'GET', starting, 500],
    ['path=/projects/other/**', 'GET', starting, 200],
  ])('with %s strikes %s %s: %i', async (which, method, path, status) => {
    const sandbox = await open(`status=500,${which}`);
    expect(await sandbox.send(method, path)).toMatchObject({ status });
  });

  it('lets some requests pass, and strikes so many', async () => {
    const sandbox = await open('status=500,skip=1,count=2');
    const statuses = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await sandbox.send('GET', jobs)).status);
    expect(statuses).toEqual([200, 500, 500, 200, 200]);
    expect(await sandbox.data('GET', '/__sandbox')).toMatchObject({
      faults: [{ spec: 'status=500,skip=1,count=2', seen: 5, struck: 2 }],
    });
  });

  it('strikes the same of many requests with the same seed, and changes no ids', async () => {
    const seen = [];
    for (const [seed, faults] of [
      [7, true],
      [7, true],
      [8, true],
      [7, false],
    ] as const) {
      const sandbox = await openWith({ seed, faults: faults ? ['status-after=500,rate=0.4,method=GET'] : [] });
      const statuses = [];
      for (let count = 0; count < 30; count += 1) statuses.push((await sandbox.send('GET', jobs)).status);
      const { id } = (await sandbox.data('POST', starting)) as { readonly id: string };
      seen.push({ statuses: statuses.join(' '), id });
    }
    const [first, second, other, without] = seen;
    expect(first).toEqual(second);
    expect(first?.statuses).not.toBe(other?.statuses);
    expect(first?.statuses).toMatch(/200.*500/);
    expect(first?.id).toBe(without?.id);
  });

  it('can be added and taken away while the sandbox runs, and counts for no rate', async () => {
    const sandbox = await openWith({ rateLimit: 2 });
    const faults = ['latency=1', 'status=503,path=/login'];
    expect(await sandbox.data('POST', '/__sandbox/faults', { faults })).toMatchObject({
      faults: faults.map((spec) => ({ spec, seen: 0, struck: 0 })),
    });
    expect(await sandbox.send('GET', '/v1/login')).toMatchObject({ status: 503 });
    expect(await sandbox.data('DELETE', '/__sandbox/faults')).toMatchObject({ faults: [] });
    expect(await sandbox.send('GET', '/v1/login')).toMatchObject({ status: 200 });
    expect(await sandbox.send('GET', '/v1/login')).toMatchObject({ status: 429 });
  });

  it('that is none is refused with what is wrong', async () => {
    const sandbox = await open();
    expect(await sandbox.send('POST', '/__sandbox/faults', { body: { faults: ['explode'] } })).toMatchObject({
      status: 400,
      body: { error: { details: { faults: [expect.stringContaining('has to begin with one of latency')] } } },
    });
  });

  it.each([
    ['explode', 'has to begin with one of latency, status, status-after, drop-before, drop-after, truncate'],
    ['status', 'needs a number from 400 to 599 after `status=`'],
    ['status=200', 'needs a number from 400 to 599'],
    ['latency=soon', 'has a latency that is no whole number'],
    ['drop-after,rate=2', 'has a rate that is no number from 0 to 1'],
    ['drop-after,often=2', 'has `often`, but only method, path, rate, count, skip, reset go with it'],
  ])('%s is refused: %s', (spec, message) => {
    expect(() => readFault(spec)).toThrow(message);
  });
});

describe('the control path', () => {
  it.each([
    ['GET', '/__sandbox/nope', undefined, 404],
    ['DELETE', '/__sandbox/clock', undefined, 404],
    ['POST', '/__sandbox/clock', { advance: -1 }, 400],
    ['POST', '/__sandbox/clock', { advance: 604_801 }, 400],
    ['POST', '/__sandbox/clock', 'no JSON', 400],
    ['POST', '/__sandbox/faults', { faults: 'latency=1' }, 400],
  ])('%s %s with %j: %i', async (method, path, body, status) => {
    expect(await (await open()).send(method, path, { body })).toMatchObject({ status });
  });

  it('puts the clock forward', async () => {
    const sandbox = await open();
    const time = async (): Promise<number> =>
      Date.parse(((await sandbox.data('GET', '/__sandbox')) as { readonly now: string }).now);
    const before = await time();
    await sandbox.advance(3600);
    expect(await time()).toBeGreaterThanOrEqual(before + 3_600_000);
  });
});
