import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/index.ts';
import { fakeNorthflank, openJobs, type FakeNorthflank, type OpenedJobs } from '../testing.ts';

let upstream: FakeNorthflank;
let jobs: OpenedJobs;
beforeEach(async () => {
  upstream = await fakeNorthflank();
  upstream.answer = () => [200, { data: { id: 'report', ...body, jobType: 'manual' } }];
  jobs = await openJobs(upstream.url);
});
afterEach(async () => {
  await jobs.close();
  await upstream.close();
});

const body = {
  name: 'Report',
  billing: { deploymentPlan: 'nf-compute-20' },
  runtimeEnvironment: { DB_PASSWORD: 'correct horse', LOG_LEVEL: 'debug' },
  buildArguments: { NPM_TOKEN: 'battery staple' },
  runtimeFiles: { '/app/key.pem': { data: 'c2VjcmV0', encoding: 'utf-8' } },
};
const inputs = { projectId: 'acme', body };
const secrets = ['correct horse', 'battery staple', 'c2VjcmV0'];

function textOf(outcome: Outcome): string {
  if (outcome.kind === 'value') return outcome.text;
  return outcome.kind === 'refused' ? outcome.answer.body.toString() : JSON.stringify(outcome);
}

describe('secrets that Northflank echoes', () => {
  it('are hidden over MCP, and their names stay', async () => {
    const text = textOf(await jobs.tool('create-job').run(inputs));
    for (const secret of secrets) expect(text).not.toContain(secret);
    for (const name of ['DB_PASSWORD', 'NPM_TOKEN', '/app/key.pem', 'utf-8']) expect(text).toContain(name);
  });

  it('are shown over REST, unless it was asked to hide them', async () => {
    expect(textOf(await jobs.rest('create-job').run(inputs))).toContain('correct horse');
    await jobs.close();
    jobs = await openJobs(upstream.url, { NORTHFLANK_MASK_REST: 'true' });
    expect(textOf(await jobs.rest('create-job').run(inputs))).not.toContain('correct horse');
  });

  it('are shown where their name is called safe', async () => {
    await jobs.close();
    jobs = await openJobs(upstream.url, { NORTHFLANK_SAFE_KEYS: 'LOG_LEVEL, OTHER' });
    const text = textOf(await jobs.tool('create-job').run(inputs));
    expect(text).toContain('"LOG_LEVEL":"debug"');
    expect(text).not.toContain('correct horse');
  });

  it('are hidden in details that come with where a variable is from', async () => {
    upstream.answer = () => [
      200,
      { data: { runtimeEnvironment: { DB_PASSWORD: { value: 'correct horse', origin: 'group' } } } },
    ];
    await jobs.close();
    jobs = await openJobs(upstream.url, { NORTHFLANK_MASK_REST: 'true' });
    const text = textOf(await jobs.rest('get-runtime-environment-details').run({ projectId: 'acme', jobId: 'report' }));
    expect(text).not.toContain('correct horse');
    expect(text).toContain('group');
  });
});

describe('secrets that errors quote', () => {
  const error = (details: object): readonly [number, unknown] => [
    400,
    {
      error: {
        status: 400,
        message: 'Request failed payload validation - see details.',
        id: 'nf-invalid-request-body',
        details,
      },
    },
  ];

  it.each(['rest', 'tool'] as const)('are hidden (%s)', async (face) => {
    const cut = 'correct ho'; // as Northflank cuts off what is long
    upstream.answer = () =>
      error({
        'runtimeEnvironment.DB_PASSWORD': [`must be shorter. Received "${cut}"`],
        object: [`"${secrets[1]}" is not taken. Received "{"runtimeEnvironment":{"DB_PASSWORD":"${secrets[0]}"}}"`],
      });
    const text = textOf(await jobs[face]('create-job').run(inputs));
    expect(text).not.toContain(cut);
    expect(text).not.toContain('battery staple');
    expect(text).toContain('must be shorter');
  });
});
