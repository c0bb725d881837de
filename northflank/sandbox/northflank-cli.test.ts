import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { image, openSandbox, smallestJob, type Client } from './testing.ts';

const cli = fileURLToPath(new URL('../../node_modules/@northflank/cli/dist/cli.js', import.meta.url));

let sandbox: Client;
let home: string;
beforeAll(async () => {
  sandbox = await openSandbox({ rateLimit: 0 });
  // Where it keeps who it is logged in as.
  home = mkdtempSync(join(tmpdir(), 'northflank-'));
  mkdirSync(join(home, '.northflank'));
  const context = { name: 'sandbox', token: 'nf-sandbox', host: sandbox.url, project: 'default-project' };
  writeFileSync(join(home, '.northflank', 'config.json'), JSON.stringify({ current: 'sandbox', contexts: [context] }));
});
afterAll(async () => {
  rmSync(home, { recursive: true });
  await sandbox.close();
});

interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function northflank(...args: readonly string[]): Promise<Finished> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], { env: environment() }, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, stdout, stderr });
    });
    child.stdin?.end();
  });
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, HOME: home };
}

/** Runs a command that answers in JSON. */
async function answer(...args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await northflank(...args, '--output', 'json');
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}${stdout}`);
  return JSON.parse(stdout);
}

const vcs = { projectUrl: 'https://github.com/acme/report', projectType: 'github', projectBranch: 'main' };
const schedule = { schedule: '0 3 * * *', concurrencyPolicy: 'forbid', backoffLimit: 0 };
const probe = { protocol: 'TCP', type: 'livenessProbe', port: 80, initialDelaySeconds: 10 };
const times = { periodSeconds: 60, timeoutSeconds: 1, failureThreshold: 3 };
const project = ['--projectId', 'default-project'];
const built = [...project, '--jobId', 'built-one'];
const cron = [...project, '--jobId', 'cron-one'];
const manual = [...project, '--jobId', 'manual-one'];

/** So that there is time to abort it. */
const long = { SANDBOX_DURATION: '500' };

/** What the steps learn for those after them. */
const known = { runId: '', buildId: '' };
const id = (value: unknown): string => (value as { readonly id: string }).id;
const input = (value: unknown): readonly string[] => ['--input', JSON.stringify(value)];

/** Every command that has to do with jobs, in an order in which each can be done, with what it is given beside its name. */
const steps: Readonly<Record<string, (name: readonly string[]) => Promise<unknown>>> = {
  'create job manual': (name) =>
    answer(...name, ...project, ...input({ ...smallestJob, name: 'Manual one', backoffLimit: 0, deployment: image })),
  'create job cron': (name) =>
    answer(...name, ...input({ ...smallestJob, name: 'Cron one', ...schedule, deployment: image })),
  'put job manual': (name) =>
    answer(...name, ...input({ ...smallestJob, name: 'Built one', backoffLimit: 0, deployment: { vcs } })),
  'put job cron': (name) =>
    answer(...name, ...input({ ...smallestJob, name: 'Cron one', ...schedule, backoffLimit: 1 })),
  'patch job manual': (name) => answer(...name, ...manual, ...input({ description: 'Changed' })),
  'patch job cron': (name) => answer(...name, ...cron, ...input({ schedule: '@daily' })),
  'list job': async (name) => {
    expect(await answer(...name)).toMatchObject({
      jobs: expect.arrayContaining([expect.objectContaining({ id: 'cron-one' })]),
    });
  },
  'get job': async (name) => {
    expect(await answer(...name, ...manual)).toMatchObject({ id: 'manual-one', description: 'Changed' });
  },
  'update job settings': (name) => answer(...name, ...cron, ...input({ schedule: '@hourly' })),
  'update job deployment': (name) => answer(...name, ...manual, ...input(image)),
  'update job health-checks': (name) =>
    answer(...name, ...manual, ...input({ healthChecks: [{ ...probe, ...times }] })),
  'update job runtime-environment': (name) => answer(...name, ...manual, ...input({ runtimeEnvironment: { A: '1' } })),
  'update job build-arguments': (name) => answer(...name, ...built, ...input({ buildArguments: { B: '2' } })),
  'update job build-options': (name) => answer(...name, ...built, ...input({ pathIgnoreRules: ['*.md'] })),
  'update job build-source': (name) => answer(...name, ...built, ...input({ projectBranch: 'next' })),
  'scale job': (name) => answer(...name, ...manual, ...input({ deploymentPlan: 'nf-compute-50' })),
  'suspend job': (name) => answer(...name, ...cron, ...input({ suspended: true })),
  'pause job': (name) => answer(...name, ...cron),
  'resume job': (name) => answer(...name, ...cron, ...input({ suspended: false })),
  'start job build': async (name) => {
    known.buildId = id(await answer(...name, ...built, ...input({})));
  },
  'start job run': async (name) => {
    known.runId = id(await answer(...name, ...manual, ...input({ runtimeEnvironment: { C: '3' } })));
    await sandbox.advance(60);
  },
  'get job runs': (name) => answer(...name, ...manual),
  'get job run': async (name) => {
    expect(await answer(...name, ...manual, '--runId', known.runId)).toMatchObject({ status: 'SUCCESS' });
  },
  'get job containers': (name) => answer(...name, ...manual),
  'get job deployment': (name) => answer(...name, ...manual),
  'get job health-checks': (name) => answer(...name, ...manual),
  'get job runtime-environment': async (name) => {
    expect(await answer(...name, ...manual)).toMatchObject({ runtimeEnvironment: { A: '1' } });
  },
  'get job runtime-environment-details': (name) => answer(...name, ...manual),
  'get job build-arguments': (name) => answer(...name, ...built),
  'get job build-argument-details': (name) => answer(...name, ...built),
  'get job builds': (name) => answer(...name, ...built),
  'get job build': (name) => answer(...name, ...built, '--buildId', known.buildId),
  'get job branches': (name) => answer(...name, ...built),
  'get job pull-requests': (name) => answer(...name, ...built),
  'get job logs': async (name) => {
    const range = ['--runId', known.runId, '--direction', 'backward', '--lineLimit', '1'];
    expect(await answer(...name, ...manual, ...range)).toMatchObject([{ log: 'Finished with exit code 0' }]);
    expect(await followed(...name, ...manual, '--runId', known.runId)).toContain('Finished with exit code 0');
  },
  'get job build-logs': async (name) => {
    // It asks for a run here as well, though builds have none.
    const range = ['--buildId', known.buildId, '--runId', 'none', '--textIncludes', 'built'];
    expect(await answer(...name, ...built, ...range)).toMatchObject([{ log: 'Image successfully built' }]);
  },
  'get job metrics': (name) =>
    answer(...name, ...manual, '--runId', known.runId, '--metricTypes', 'cpu', 'memory', '--duration', '3600'),
  'get job build-metrics': (name) => answer(...name, ...built, '--buildId', known.buildId, '--runId', 'none'),
  'abort job run': async (name) => {
    const runId = id(await answer('start', 'job', 'run', ...manual, ...input({ runtimeEnvironment: long })));
    await answer(...name, ...manual, '--runId', runId);
  },
  'abort job build': async (name) => {
    const buildId = id(
      await answer('start', 'job', 'build', ...built, ...input({ overrides: { buildArguments: long } })),
    );
    await answer(...name, ...built, '--buildId', buildId);
  },
  'delete job': (name) => answer(...name, ...manual, '--force'),
};

/** What a command that follows a log has printed once something came. */
function followed(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [cli, ...args, '--tail', '--output', 'json'], { env: environment() });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('Finished')) child.kill();
    });
    child.on('error', reject).on('close', () => resolve(text));
  });
}

/**
 * The commands for jobs, read from the tree that `command-overview` draws: each line is a command below the one that
 * stands further left, or several with commas between them. What opens shells in containers is no matter of the API.
 */
async function commands(): Promise<readonly string[]> {
  const { stdout } = await northflank('command-overview');
  const found: string[] = [];
  const above: string[] = [];
  for (const line of stdout.split('\n').slice(1)) {
    const [drawn = '', names = ''] = /^([│├└─┬ ]*)(.*)$/.exec(line)?.slice(1) ?? [];
    // A line hangs at its corner, two characters a level.
    above.length = Math.max(0, Math.max(drawn.indexOf('├'), drawn.indexOf('└')) >> 1);
    for (const name of names.split(', ')) found.push([...above, name].join(' ').replace(/\bjobs\b/, 'job'));
    above.push(names);
  }
  return found.filter((command) => /^(?!context |command-exec )\S+ job( |$)/.test(command));
}

describe("the job commands of Northflank's own command line", { timeout: 120_000 }, () => {
  it('are all here, but for those that only have others below them', async () => {
    const found = await commands();
    const groups = /^(create|put|patch|update|abort|start) job$/;
    expect(Object.keys(steps).sort()).toEqual(found.filter((command) => !groups.test(command)).sort());
  });

  it.each(Object.entries(steps))('%s', async (name, step) => {
    await step(name.split(' '));
  });

  it('log in, and list in every form', async () => {
    const login = await northflank('login', '-n', 'again', '-t', 'nf-sandbox', '--host', sandbox.url);
    expect(login).toMatchObject({ code: 0 });
    const { stdout } = await northflank(
      'list',
      'jobs',
      '--projectId',
      'default-project',
      '-o',
      'custom-columns=id,jobType',
    );
    expect(stdout).toMatch(/nightly-report\s+cron/);
    expect(await answer('list', 'plans')).toMatchObject({ plans: expect.any(Array) });
  });

  it('tell what went wrong', async () => {
    const missing = await northflank('get', 'job', '--projectId', 'default-project', '--jobId', 'nope', '-o', 'json');
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('Job not found (HTTP status code: 404');
  });
});
