import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunView } from './runs/run-view.ts';
import { startSandbox } from './start-sandbox.ts';
import { jobs, openSandbox, smallestJob, type Client } from './testing.ts';

const opened: Client[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sandbox) => sandbox.close())));

async function open(options: Parameters<typeof openSandbox>[0]): Promise<Client> {
  const sandbox = await openSandbox(options);
  opened.push(sandbox);
  return sandbox;
}

function rate({ headers }: { readonly headers: Headers }): readonly string[] {
  return ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`) ?? 'none');
}

describe('startSandbox', () => {
  it('holds the projects and accepts the tokens it is told to', async () => {
    const sandbox = await open({ projects: ['one', 'two'], tokens: ['a-token', 'b-token'] });
    for (const token of ['a-token', 'b-token']) {
      expect(await sandbox.send('GET', '/v1/projects/two/jobs', { token })).toMatchObject({ status: 200 });
    }
    expect(await sandbox.send('GET', '/v1/projects/default-project', { token: 'a-token' })).toMatchObject({
      status: 404,
    });
    expect(await sandbox.send('GET', '/v1/projects/two/jobs')).toMatchObject({ status: 401 });
  });

  it('makes the same ids with the same seed', async () => {
    const names: string[] = [];
    for (const seed of [7, 7, 8]) {
      const sandbox = await open({ seed });
      const { id, runName } = (await sandbox.data('POST', `${jobs}/nightly-report/runs`)) as RunView;
      names.push(`${id} ${runName}`);
    }
    expect(names[0]).toBe(names[1]);
    expect(names[0]).not.toBe(names[2]);
  });

  it('fails with the error of the system when its port is taken', async () => {
    const { url } = await open({});
    await expect(startSandbox({ port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('says on every answer how many requests are left', async () => {
    const sandbox = await open({});
    expect(rate(await sandbox.send('GET', jobs))).toEqual(['1000', '999', '3600']);
    const others = [
      await sandbox.send('GET', '/v1/nope'),
      await sandbox.send('PUT', jobs),
      await sandbox.send('GET', jobs, { token: '' }),
      await sandbox.send('POST', jobs, { body: '' }),
      await sandbox.send('POST', jobs, { body: smallestJob }),
    ].map(rate);
    expect(others.map(([limit, remaining]) => [limit, remaining])).toEqual(
      ['998', '997', '996', '995', '994'].map((remaining) => ['1000', remaining]),
    );
  });

  it('refuses what goes over the rate limit, until the hour is over', async () => {
    const sandbox = await open({ rateLimit: 2, speed: 3600 });
    const answers = [];
    for (let count = 0; count < 3; count += 1) answers.push(await sandbox.send('GET', jobs));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.body).toEqual({ error: { status: 429, message: 'Too many requests' } });
    expect(rate(answers[2] as { readonly headers: Headers })).toEqual(['2', '0', '1']);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await sandbox.send('GET', jobs)).toMatchObject({ status: 200 });
  });

  it('never refuses with a rate limit of 0, and says that there is one more', async () => {
    const sandbox = await open({ rateLimit: 0 });
    for (let count = 0; count < 1010; count += 1) await sandbox.send('GET', '/v1/nope');
    const answer = await sandbox.send('GET', jobs);
    expect([answer.status, ...rate(answer).slice(0, 2)]).toEqual([200, '1000', '1']);
  });

  it('stops at once with connections that are idle, and soon with one that sends half a request', async () => {
    const sandbox = await openSandbox();
    await sandbox.send('GET', jobs);
    let began = performance.now();
    await sandbox.close();
    expect(performance.now() - began).toBeLessThan(200);
    await expect(fetch(sandbox.url)).rejects.toThrow();

    const other = await openSandbox();
    const socket = connect(Number(new URL(other.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`POST ${jobs} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    began = performance.now();
    await other.close();
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
