/** The main job, as a user meets it: the built command, Northflank Jobs in its sandbox, REST and real MCP clients. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type Served } from './support/capstan.ts';

interface Job {
  readonly id: string;
}

/** What the tests need of any client. */
interface AnyClient {
  listTools(): Promise<{ tools: { name: string; annotations?: unknown }[] }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
  close(): Promise<void>;
}

const job = (name: string): object => ({
  name,
  billing: { deploymentPlan: 'nf-compute-20' },
  deployment: { external: { imagePath: 'alpine:3.22' } },
  settings: { backoffLimit: 0 },
});

let capstan: Served;
const rest = (): string => capstan.urls['northflank-jobs-rest'] ?? '';
const mcp = (): URL => new URL(capstan.urls['northflank-jobs-mcp'] ?? '');

beforeAll(async () => {
  capstan = await serve(['run', '--port', '0']);
});
afterAll(async () => {
  await capstan?.stop();
});

async function post(path: string, body?: object): Promise<Response> {
  return fetch(rest() + path, {
    method: 'POST',
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
}

describe('over REST', () => {
  it('lists, creates and runs a job', async () => {
    const listed = (await (await fetch(`${rest()}/v1/projects/default-project/jobs`)).json()) as {
      data: { jobs: Job[] };
    };
    expect(listed.data.jobs.length).toBeGreaterThan(0);

    const created = await post('/v1/projects/default-project/jobs', job('By REST'));
    expect(created.status).toBe(200);
    expect(await created.json()).toMatchObject({ data: { id: 'by-rest', jobType: 'manual' } });

    const started = await post('/v1/projects/default-project/jobs/by-rest/run');
    expect(started.status).toBe(200);
    expect(await started.json()).toMatchObject({ data: { runName: expect.stringMatching(/^by-rest-/) } });
  });

  it('pages through the list', async () => {
    const page = await fetch(`${rest()}/v1/projects/default-project/jobs?per_page=1`);
    expect(await page.json()).toMatchObject({ data: { jobs: [{}] }, pagination: { hasNextPage: true, count: 1 } });
  });

  it('passes the refusal of the API on', async () => {
    const missing = await post('/v1/projects/default-project/jobs/no-such-job/run');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('x-ratelimit-limit')).toBe('1000');
    expect(await missing.json()).toMatchObject({ error: { status: 404 } });
  });

  it('refuses a body that does not fit the contract, naming what is allowed', async () => {
    const body = {
      ...job('x y z'),
      settings: { backoffLimit: 0, cron: { schedule: '* * * * *', concurrencyPolicy: 'Forbid' } },
    };
    const refused = await post('/v1/projects/default-project/jobs', body);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      code: 'invalid-body',
      fields: [{ field: 'body.settings.cron.concurrencyPolicy', allowed: ['allow', 'forbid', 'replace'] }],
    });
  });

  it('describes itself', async () => {
    const description = (await (await fetch(`${rest()}/openapi.json`)).json()) as { openapi: string; paths: object };
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths)).toEqual([
      '/v1/projects/{projectid}/jobs',
      '/v1/projects/{projectid}/jobs/{jobid}/run',
    ]);
  });
});

const clients: Readonly<Record<string, () => Promise<AnyClient>>> = {
  'SDK v1': async () => {
    const client = new ClientV1({ name: 'test', version: '1' });
    await client.connect(new TransportV1(mcp()));
    return client;
  },
  'SDK v2, its default revision': () => connectV2({}),
  'SDK v2, negotiated': () => connectV2({ versionNegotiation: { mode: 'auto' } }),
  'SDK v2, 2026-07-28': () => connectV2({ versionNegotiation: { mode: { pin: '2026-07-28' } } }),
};

async function connectV2(options: ConstructorParameters<typeof Client>[1]): Promise<AnyClient> {
  const client = new Client({ name: 'test', version: '1' }, options);
  await client.connect(new StreamableHTTPClientTransport(mcp()));
  return client;
}

describe.each(Object.entries(clients))('over MCP with %s', (label, connect) => {
  it('lists, creates and runs a job, and is told what is wrong', async () => {
    const client = await connect();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['list-jobs-project', 'create-job', 'run-job']);
    expect(tools[2]?.annotations).toMatchObject({
      readOnlyHint: false,
      destructiveHint: false,
      idempotentHint: false,
      openWorldHint: true,
    });

    const listed = await client.callTool({
      name: 'list-jobs-project',
      arguments: { projectId: 'default-project', per_page: 2 },
    });
    expect(listed).toMatchObject({ structuredContent: { data: { jobs: [{}, {}] } } });

    const name = `By ${label.replaceAll(/[^A-Za-z0-9]+/g, ' ').trim()}`;
    const created = await client.callTool({
      name: 'create-job',
      arguments: { projectId: 'default-project', body: job(name) },
    });
    const { id } = (created as { structuredContent: { data: Job } }).structuredContent.data;
    const started = await client.callTool({ name: 'run-job', arguments: { projectId: 'default-project', jobId: id } });
    expect(started).toMatchObject({ structuredContent: { data: { runName: expect.stringContaining(id) } } });

    const wrong = await client.callTool({
      name: 'create-job',
      arguments: { projectId: 'default-project', body: { name: 'x' } },
    });
    expect(wrong).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('billing') }] });
    const unknown = await client.callTool({
      name: 'run-job',
      arguments: { projectId: 'default-project', jobId: 'no-such-job' },
    });
    expect(unknown).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('404') }] });
    await client.close();
  });
});

it('stops on SIGTERM with exit code 0', async () => {
  const one = await serve(['run', '--port', '0']);
  expect(one.urls).toHaveProperty('northflank-sandbox');
  expect(await one.stop()).toBe(0);
  await expect(fetch(one.urls['northflank-jobs-rest'] ?? '')).rejects.toThrow();
});
