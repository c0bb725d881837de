import { ApiClient, ApiClientInMemoryContextProvider } from '@northflank/js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { image, openSandbox, smallestJob, type Client } from './testing.ts';

let sandbox: Client;
let api: ApiClient;
beforeAll(async () => {
  sandbox = await openSandbox({ rateLimit: 0 });
  const contexts = new ApiClientInMemoryContextProvider();
  contexts.addContext({ name: 'sandbox', token: 'nf-sandbox', host: sandbox.url });
  api = new ApiClient(contexts, { throwErrorOnHttpErrorCode: true });
});
afterAll(() => sandbox.close());

const project = { projectId: 'default-project' };
const built = { ...project, jobId: 'built-one' };
const cron = { ...project, jobId: 'cron-one' };
const manual = { ...project, jobId: 'manual-one' };
const schedule = { schedule: '0 3 * * *', concurrencyPolicy: 'forbid' } as const;
const vcs = { projectUrl: 'https://github.com/acme/report', projectType: 'github', projectBranch: 'main' } as const;
const probe = { protocol: 'TCP', type: 'livenessProbe', port: 80, initialDelaySeconds: 10 } as const;
const times = { periodSeconds: 60, timeoutSeconds: 1, failureThreshold: 3 };

/** So that there is time to abort it. */
const long = { SANDBOX_DURATION: '500' };

/** What the steps learn for those after them. */
const known = { runId: '', buildId: '' };

/** Every command of the client that has to do with jobs, in an order in which each can be done. */
const steps: Readonly<Record<string, () => Promise<unknown>>> = {
  'create.job': () =>
    api.create.job({ parameters: project, data: { ...smallestJob, name: 'Built one', deployment: { vcs } } }),
  'create.job.cron': () =>
    api.create.job.cron({
      parameters: project,
      data: { ...smallestJob, name: 'Cron one', backoffLimit: 0, deployment: image, ...schedule },
    }),
  'create.job.manual': () =>
    api.create.job.manual({ parameters: project, data: { ...smallestJob, name: 'Manual one', backoffLimit: 0 } }),
  'put.job': () =>
    api.put.job({ parameters: project, data: { ...smallestJob, name: 'Built one', deployment: { vcs } } }),
  'put.job.cron': () =>
    api.put.job.cron({
      parameters: project,
      data: { ...smallestJob, name: 'Cron one', backoffLimit: 1, deployment: image, ...schedule },
    }),
  'put.job.manual': () =>
    api.put.job.manual({ parameters: project, data: { ...smallestJob, name: 'Manual one', backoffLimit: 1 } }),
  'patch.job': () => api.patch.job({ parameters: built, data: { description: 'Changed' } }),
  'patch.job.cron': () => api.patch.job.cron({ parameters: cron, data: { schedule: '@daily' } }),
  'patch.job.manual': () => api.patch.job.manual({ parameters: manual, data: { backoffLimit: 2 } }),
  'list.jobs': () => api.list.jobs({ parameters: project }),
  'list.jobs.all': () => api.list.jobs.all({ parameters: project, options: { per_page: 2 } }),
  'get.job': () => api.get.job({ parameters: { ...built, teamId: 'acme' } }),
  'update.job.settings': () => api.update.job.settings({ parameters: cron, data: { schedule: '@hourly' } }),
  'update.job.deployment': () => api.update.job.deployment({ parameters: manual, data: image }),
  'update.job.healthChecks': () =>
    api.update.job.healthChecks({ parameters: manual, data: { healthChecks: [{ ...probe, ...times }] } }),
  'update.job.runtimeEnvironment': () =>
    api.update.job.runtimeEnvironment({ parameters: manual, data: { runtimeEnvironment: { A: '1' } } }),
  'update.job.buildArguments': () =>
    api.update.job.buildArguments({ parameters: built, data: { buildArguments: { B: '2' } } }),
  'update.job.buildOptions': () =>
    api.update.job.buildOptions({ parameters: built, data: { pathIgnoreRules: ['*.md'] } }),
  'update.job.buildSource': () => api.update.job.buildSource({ parameters: built, data: { projectBranch: 'next' } }),
  'scale.job': () => api.scale.job({ parameters: manual, data: { deploymentPlan: 'nf-compute-50' } }),
  'suspend.job': () => api.suspend.job({ parameters: cron, data: { suspended: true } }),
  'pause.job': () => api.pause.job({ parameters: cron }),
  'resume.job': () => api.resume.job({ parameters: cron, data: { suspended: false } }),
  'start.job.build': async () => {
    const { data } = await api.start.job.build({ parameters: built, data: {} });
    known.buildId = data.id;
  },
  'start.job.run': async () => {
    const { data } = await api.start.job.run({ parameters: manual, data: { runtimeEnvironment: { C: '3' } } });
    known.runId = data.id;
    await sandbox.advance(60);
  },
  'get.job.runs': () => api.get.job.runs({ parameters: manual }),
  'get.job.runs.all': () => api.get.job.runs.all({ parameters: manual, options: { per_page: 1 } }),
  'get.job.run': async () => {
    const { data } = await api.get.job.run({ parameters: { ...manual, runId: known.runId } });
    expect(data.status).toBe('SUCCESS');
  },
  'get.job.containers': () => api.get.job.containers({ parameters: manual, options: { runId: known.runId } }),
  'get.job.containers.all': () => api.get.job.containers.all({ parameters: manual, options: { per_page: 1 } }),
  'get.job.deployment': () => api.get.job.deployment({ parameters: manual }),
  'get.job.healthChecks': () => api.get.job.healthChecks({ parameters: manual }),
  'get.job.runtimeEnvironment': async () => {
    const { data } = await api.get.job.runtimeEnvironment({ parameters: manual, options: { show: 'this' } });
    expect(data.runtimeEnvironment).toEqual({ A: '1' });
  },
  'get.job.runtimeEnvironmentDetails': () => api.get.job.runtimeEnvironmentDetails({ parameters: manual }),
  'get.job.buildArguments': () => api.get.job.buildArguments({ parameters: built }),
  'get.job.buildArgumentDetails': () => api.get.job.buildArgumentDetails({ parameters: built }),
  'get.job.builds': () => api.get.job.builds({ parameters: built }),
  'get.job.builds.all': () => api.get.job.builds.all({ parameters: built, options: { per_page: 1 } }),
  'get.job.build': () => api.get.job.build({ parameters: { ...built, buildId: known.buildId } }),
  'get.job.branches': () => api.get.job.branches({ parameters: built }),
  'get.job.branches.all': () => api.get.job.branches.all({ parameters: built, options: { per_page: 1 } }),
  'get.job.pullRequests': () => api.get.job.pullRequests({ parameters: built }),
  'get.job.pullRequests.all': () => api.get.job.pullRequests.all({ parameters: built, options: { per_page: 1 } }),
  'get.job.logs': async () => {
    const { data } = await api.get.job.logs({
      parameters: manual,
      options: { runId: known.runId, startTime: new Date(0), lineLimit: 2, direction: 'backward' },
    });
    expect(data.map(({ log }) => log)[0]).toBe('Finished with exit code 0');
  },
  'get.job.buildLogs': async () => {
    const options = { buildId: known.buildId, textIncludes: 'built' };
    const { data } = await api.get.job.buildLogs({ parameters: built, options });
    expect(data.map(({ log }) => log)).toEqual(['Image successfully built']);
  },
  'get.job.logTail': async () => {
    expect(
      await firstLines(await api.get.job.logTail({ parameters: manual, options: { runId: known.runId } })),
    ).toContain('Finished with exit code 0');
  },
  'get.job.buildLogTail': async () => {
    const options = { buildId: known.buildId };
    expect(await firstLines(await api.get.job.buildLogTail({ parameters: built, options }))).toContain(
      'Image successfully built',
    );
  },
  'get.job.metrics': () => api.get.job.metrics({ parameters: manual, options: { runId: known.runId } }),
  'get.job.metricsRange': () => api.get.job.metricsRange({ parameters: manual, options: { duration: 3600 } }),
  'get.job.buildMetrics': () => api.get.job.buildMetrics({ parameters: built }),
  'get.job.buildMetricsRange': () => api.get.job.buildMetricsRange({ parameters: built, options: { duration: 3600 } }),
  'abort.job.run': async () => {
    const { data } = await api.start.job.run({ parameters: manual, data: { runtimeEnvironment: long } });
    await api.abort.job.run({ parameters: { ...manual, runId: data.id } });
  },
  'abort.job.build': async () => {
    const overrides = { buildArguments: long };
    const { data } = await api.start.job.build({ parameters: built, data: { overrides } });
    await api.abort.job.build({ parameters: { ...built, buildId: data.id } });
  },
  'delete.job': () => api.delete.job({ parameters: manual }),
};

type Tail = Awaited<ReturnType<ApiClient['get']['job']['logTail']>>;

/** Follows a log until something comes. */
async function firstLines(tail: Tail): Promise<readonly string[]> {
  const lines = new Promise<readonly string[]>((resolve, reject) => {
    tail.on('logs-received', (received) => resolve(received.map(({ log }) => String(log))));
    tail.on('error', (error) => reject(new Error(error.message)));
  });
  void tail.start();
  const found = await lines;
  await tail.stop();
  return found;
}

/** The client's commands for jobs. What copies files from and to containers is no matter of the API. */
function commands(): readonly string[] {
  const verbs = Object.keys(steps).map((name) => name.split('.')[0] ?? '');
  const found: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'function' && path.includes('.')) found.push(path);
    for (const [name, inner] of Object.entries(value ?? {})) walk(inner, `${path}.${name}`);
  };
  for (const verb of new Set(verbs)) {
    const things = new Map<string, unknown>(
      Object.entries(new Map<string, unknown>(Object.entries(api)).get(verb) ?? {}),
    );
    for (const thing of ['job', 'jobs']) if (things.has(thing)) walk(things.get(thing), `${verb}.${thing}`);
  }
  return found;
}

describe("the job commands of Northflank's own client", () => {
  it('are all here', () => {
    expect(Object.keys(steps).sort()).toEqual([...commands()].sort());
  });

  it.each(Object.entries(steps))('%s', async (_, step) => {
    await step();
  });

  it('come with plans and regions, which need no token', async () => {
    expect((await api.list.plans({})).data.plans).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'nf-compute-20', cpuResource: 0.2, ramResource: 512 })]),
    );
    expect((await api.list.regions({})).data.regions.map(({ id }) => id)).toContain('europe-west');
  });
});
