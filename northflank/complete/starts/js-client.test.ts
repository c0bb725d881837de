import { connect, createServer, type AddressInfo } from 'node:net';
import { ApiClient, ApiClientInMemoryContextProvider } from '@northflank/js-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog, start, type Running } from '../../../src/index.ts';
import { fakeNorthflank, job, openJobs, type FakeNorthflank, type OpenedJobs } from '../testing.ts';

/** A wire that breaks, and the first connections over it do so while their request is answered. */
interface Wire {
  readonly url: string;
  /** How many requests came over it. */
  readonly requests: () => number;
  close(): void;
}

async function brokenWire(target: string, breaks: number): Promise<Wire> {
  let requests = 0;
  const server = createServer((near) => {
    const far = connect(Number(new URL(target).port), new URL(target).hostname);
    far.on('error', () => near.destroy());
    near.on('error', () => far.destroy());
    let isBroken = false;
    // What is answered meanwhile is lost on its way.
    far.on('data', (bytes) => void (isBroken || near.write(bytes)));
    near.on('data', (bytes) => {
      far.write(bytes);
      if (!bytes.toString('latin1').startsWith('POST ')) return;
      requests += 1;
      if (requests > breaks) return;
      isBroken = true;
      setTimeout(() => {
        near.resetAndDestroy();
        far.resetAndDestroy();
      }, 50);
    });
    near.on('end', () => far.end());
    far.on('end', () => near.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is of this form
  return { url: `http://127.0.0.1:${port}`, requests: () => requests, close: () => server.close() };
}

describe("Northflank's own client, which sends a request up to four times", () => {
  let upstream: FakeNorthflank;
  let jobs: OpenedJobs;
  let running: Running;
  beforeEach(async () => {
    upstream = await fakeNorthflank();
    jobs = await openJobs(upstream.url);
    const log = createLog({ level: 'silent', format: 'text', mask: () => ({ text: (text) => text }) });
    running = await start([jobs.program], { host: '127.0.0.1', port: () => 0, maxBodyBytes: 1024 * 1024, log });
  });
  afterEach(async () => {
    await running.stop();
    await upstream.close();
  });

  const client = (host: string): ApiClient => {
    const contexts = new ApiClientInMemoryContextProvider();
    contexts.addContext({ name: 'test', token: 'a-token', host });
    return new ApiClient(contexts);
  };
  const restUrl = (): string => running.servers.find(({ type }) => type === 'rest')?.url ?? '';

  it.each([1, 3])('starts one run over a connection that breaks (%i times)', async (breaks) => {
    upstream.latency = 150;
    const wire = await brokenWire(restUrl(), breaks);
    const { data } = await client(wire.url).start.job.run({ parameters: job, data: {} });
    expect(wire.requests()).toBe(breaks + 1);
    expect(upstream.started).toEqual([data.id]);
    wire.close();
  });

  it('starts another run whenever it is asked to', async () => {
    const api = client(restUrl());
    const first = await api.start.job.run({ parameters: job, data: {} });
    const second = await api.start.job.run({ parameters: job, data: {} });
    expect(upstream.started).toEqual([first.data.id, second.data.id]);
  });
});
