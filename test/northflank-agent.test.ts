import { Client, StreamableHTTPClientTransport, type ClientOptions } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type Served } from './support/capstan.ts';

interface Result {
  readonly isError: boolean;
  readonly text: string;
  readonly value: unknown;
}

/** What an agent does with jobs: a real client, the built command and the sandbox. */
describe.each<[string, ClientOptions]>([
  ['with a handshake (2025-11-25)', {}],
  ['stateless (2026-07-28)', { versionNegotiation: { mode: { pin: '2026-07-28' } } }],
])('an agent, %s', (_, options) => {
  let capstan: Served;
  let client: Client;
  beforeAll(async () => {
    capstan = await serve(['run', 'northflank-jobs-complete', '--port', '0', '--sandbox']);
    client = new Client({ name: 'agent', version: '1.0.0' }, options);
    await client.connect(new StreamableHTTPClientTransport(new URL(capstan.urls['northflank-mcp'] ?? '')));
  }, 30_000);
  afterAll(async () => {
    await client.close();
    await capstan.stop();
  }, 30_000);

  const call = async (name: string, given: object, onMessage?: (message: string) => void): Promise<Result> => {
    const result = await client.callTool(
      { name, arguments: { projectId: 'default-project', ...given } },
      onMessage && { onprogress: ({ message = '' }) => onMessage(message) },
    );
    const [first] = result.content;
    const text = first?.type === 'text' ? first.text : '';
    return { isError: result.isError ?? false, text, value: result.structuredContent };
  };
  const startedBy = ({ value }: Result): string => (value as { readonly data: { readonly id: string } }).data.id;
  const weekly = {
    name: 'Weekly digest',
    billing: { deploymentPlan: 'nf-compute-20' },
    deployment: { external: { imagePath: 'ghcr.io/acme/report:2.4.0' } },
    runtimeEnvironment: { DATABASE_PASSWORD: 'correct horse', SANDBOX_DURATION: '1.5' },
    settings: { backoffLimit: 0, cron: { schedule: '0 3 * * *', concurrencyPolicy: 'forbid' } },
  };

  it('finds tools that say what they are for', async () => {
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name).join(' ');
    expect(names).toBe(
      'list-jobs get-job create-job update-job delete-job run-job wait-for-run get-run list-runs get-run-logs abort-run pause-job resume-job',
    );
    for (const { description } of tools) expect(description?.length).toBeGreaterThan(100);
  });

  it('is told what was meant, before anything is sent', async () => {
    const { backoffLimit: _limit, cron } = weekly.settings;
    const result = await call('create-job', { body: { ...weekly, settings: cron } });
    expect(result.isError).toBe(true);
    expect(result.text).toContain('did you mean body.settings.cron.concurrencyPolicy?');
    expect(result.text).toMatch(/body\.settings\.backoffLimit:? is missing/);
  });

  it('tries a job first, and then creates it', async () => {
    const tried = await call('create-job', { body: weekly, dry_run: true });
    expect(tried.value).toMatchObject({ dryRun: true, wouldSend: { method: 'POST', body: { name: 'Weekly digest' } } });
    const created = await call('create-job', { body: weekly, idempotency_key: 'create-1' });
    expect(created.value).toMatchObject({ data: { id: 'weekly-digest' }, schedule: { timeZone: 'UTC' } });
    for (const { text } of [tried, created]) {
      expect(text).toMatch(/"next":\["\d{4}-\d\d-\d\dT03:00:00Z",/);
      expect(text).not.toContain('correct horse');
      expect(text).toContain('"DATABASE_PASSWORD":"********"');
    }
  });

  it('starts a run once, waits for it and reads its log', async () => {
    const jobId = 'weekly-digest';
    const run = await call('run-job', { jobId, idempotency_key: 'run-1' });
    const runId = startedBy(run);
    expect(startedBy(await call('run-job', { jobId, idempotency_key: 'run-1' }))).toBe(runId);
    const messages: string[] = [];
    const ended = await call('wait-for-run', { jobId, runId, timeout_seconds: 30 }, (message) =>
      messages.push(message),
    );
    expect(ended.value).toMatchObject({ data: { runId, outcome: 'success', attempts: 1 } });
    expect(messages[0]).toMatch(/is running/);
    const { text } = await call('get-run-logs', { jobId, runId, lineLimit: 3 });
    expect(text).toContain('Finished with exit code 0');
    const { value } = await call('list-runs', { jobId });
    expect(value).toMatchObject({ data: { runs: [{ id: runId, status: 'SUCCESS' }] } });
  });

  it('learns why a run failed', async () => {
    const jobId = 'weekly-digest';
    const body = { runtimeEnvironment: { SANDBOX_OUTCOME: 'failure', SANDBOX_DURATION: '0.2' } };
    const runId = startedBy(await call('run-job', { jobId, body }));
    const ended = await call('wait-for-run', { jobId, runId, log_lines: 5 });
    expect(ended.isError).toBe(false);
    expect(ended.value).toMatchObject({ data: { outcome: 'failed', attempts: 1 } });
    expect(ended.text).toContain('ECONNREFUSED');
  });

  it('tells an aborted run and one out of time from one that failed', async () => {
    const jobId = 'weekly-digest';
    const long = { runtimeEnvironment: { SANDBOX_DURATION: '600' } };
    const aborted = startedBy(await call('run-job', { jobId, body: long }));
    expect((await call('wait-for-run', { jobId, runId: aborted, timeout_seconds: 1 })).value).toMatchObject({
      data: { outcome: 'running' },
    });
    expect((await call('abort-run', { jobId, runId: aborted })).isError).toBe(false);
    expect((await call('wait-for-run', { jobId, runId: aborted })).value).toMatchObject({
      data: { outcome: 'aborted' },
    });

    const settings = { backoffLimit: 0, activeDeadlineSeconds: 4 };
    expect((await call('update-job', { jobId, body: { settings } })).isError).toBe(false);
    const late = startedBy(await call('run-job', { jobId, body: long }));
    expect((await call('wait-for-run', { jobId, runId: late })).value).toMatchObject({
      data: { outcome: 'timed_out' },
    });
  });

  it('reads jobs as resources, and has a prompt for what went wrong', async () => {
    const job = await client.readResource({ uri: 'northflank://projects/default-project/jobs/weekly-digest' });
    expect(JSON.stringify(job.contents)).toContain('weekly-digest');
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual(['diagnose-failed-run', 'write-cron-job']);
    const values = { projectId: 'default-project', jobId: 'weekly-digest', runId: 'r1' };
    const { messages } = await client.getPrompt({ name: 'diagnose-failed-run', arguments: values });
    expect(JSON.stringify(messages)).toContain('a run of the job weekly-digest');
  });

  it('pauses, resumes and deletes the job, and is told that it is gone', async () => {
    const jobId = 'weekly-digest';
    expect((await call('pause-job', { jobId })).isError).toBe(false);
    expect((await call('resume-job', { jobId })).isError).toBe(false);
    expect((await call('resume-job', { jobId })).text).toContain('not paused');
    expect((await call('delete-job', { jobId })).isError).toBe(false);
    const gone = await call('get-job', { jobId });
    expect(gone.isError).toBe(true);
    expect(gone.text).toContain('There is no job weekly-digest in the project default-project');
    expect(gone.text).toContain('list-jobs');
  });
});
