import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, pause, send } from './client.mjs';
import { restartable } from './process.mjs';

/** Which part of the requests to the sandbox goes wrong, by how. */
const faults = [
  'drop-before,method=POST,path=/projects/*/jobs/*/runs,rate=0.04',
  'drop-after,method=POST,path=/projects/*/jobs/*/runs,rate=0.04',
  'status=503,method=POST,path=/projects/*/jobs/*/runs,rate=0.01',
  'status-after=500,method=POST,path=/projects/*/jobs/*/runs,rate=0.02',
  'truncate=10,method=POST,path=/projects/*/jobs/*/runs,rate=0.01',
  'drop-before,method=GET,path=/projects/*/jobs/*/runs,rate=0.02',
];

const project = 'default-project';
const token = 'nf-fault-test';

/**
 * Starts many runs through Capstan, each under a key of its own, while connections break on either side of it and both
 * processes are killed again and again; then compares what Capstan said with the runs there are.
 *
 * @param starts how many; `jobs`: of how many jobs; `clients`: at the same time; `kills`: of each process.
 */
export async function faultTest({ starts, jobs = 40, clients = 16, kills = 10, seed = 1, log = () => undefined }) {
  const folder = await mkdtemp(join(tmpdir(), 'capstan-fault-test-'));
  const random = createRandom(seed);
  const sandboxOptions = [
    '--data',
    join(folder, 'sandbox'),
    '--rate-limit',
    '0',
    '--token',
    token,
    '--seed',
    String(seed),
  ];
  const first = restartable(['sandbox', '--port', '0', ...sandboxOptions]);
  const sandboxUrl = (await first.start())['northflank-sandbox'];
  await createJobs(sandboxUrl, jobs);
  await first.kill();

  const faultOptions = faults.flatMap((fault) => ['--fault', fault]);
  const sandbox = restartable(['sandbox', '--port', new URL(sandboxUrl).port, ...sandboxOptions, ...faultOptions]);
  await sandbox.start();
  const environment = {
    CAPSTAN_DATA: join(folder, 'starts'),
    NORTHFLANK_API_KEY: token,
    NORTHFLANK_SETTLE_SECONDS: '0.2',
  };
  const options = ['run', 'northflank-jobs-complete', '--base-uri', `${sandboxUrl}/v1`, '--log-level', 'silent'];
  const probe = restartable([...options, '--port', '0'], environment);
  const capstanUrl = (await probe.start())['northflank-rest'];
  await probe.kill();
  const capstan = restartable(
    [...options, '--port', '0', '--port', `northflank-rest=${new URL(capstanUrl).port}`],
    environment,
  );
  await capstan.start();

  const figures = { starts, requests: 0, broken: 0, notDone: 0, unknown: 0, refused: 0, kills: 0 };
  const reported = new Map();
  const unresolved = new Set();
  let next = 0;
  let done = 0;
  const killer = killAgainAndAgain({ capstan, sandbox, kills, starts, figures, log, progress: () => done });
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < starts) {
        const number = next++;
        const { id, why } = await startOne(capstanUrl, number, jobs, random, figures);
        if (id === undefined) {
          unresolved.add(number);
          log(`start-${number} stays unknown: ${why}`);
        } else reported.set(number, id);
        done += 1;
      }
    }),
  );
  await killer;
  const seconds = (performance.now() - began) / 1000;
  const runs = await runsBySandbox(sandboxUrl, jobs);
  await capstan.kill();
  await sandbox.kill();
  await rm(folder, { recursive: true });
  return { ...figures, seconds: Math.round(seconds), ...compare(reported, unresolved, runs) };
}

async function createJobs(url, jobs) {
  for (let index = 0; index < jobs; index++) {
    const answer = await send(`${url}/v1/projects/${project}/jobs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: {
        name: `fault-${index}`,
        billing: { deploymentPlan: 'nf-compute-20' },
        deployment: { external: { imagePath: 'alpine:3.22' } },
        settings: { backoffLimit: 0 },
      },
    });
    if (answer?.status !== 200) throw new Error(`No job could be created: ${JSON.stringify(answer)}`);
  }
}

/** So often a start may be said to be unknown before it counts as such; and so long is asked at all, in milliseconds. */
const mostUnknown = 10;
const patience = 300_000;

/** Asks with the same key until there is an answer, which has the id of a run; or says why it stays unknown. */
async function startOne(url, number, jobs, random, figures) {
  const path = `/v1/projects/${project}/jobs/fault-${number % jobs}/runs`;
  const until = Date.now() + patience;
  let why = 'no answer';
  for (let unknown = 0; unknown < mostUnknown && Date.now() < until;) {
    figures.requests += 1;
    const answer = await send(url + path, {
      method: 'POST',
      headers: { 'idempotency-key': `start-${number}` },
      body: { runtimeEnvironment: { SANDBOX_LOG: `start-${number}.`, SANDBOX_DURATION: '0.01' } },
      ...(random() < 0.05 && { breakAfter: random() * 20 }),
    });
    if (answer?.status === 200) return { id: answer.body.data.id };
    if (answer === undefined) figures.broken += 1;
    else if (answer.body?.code?.includes('not-done')) figures.notDone += 1;
    else if (answer.body?.code?.includes('outcome-unknown')) {
      figures.unknown += 1;
      unknown += 1;
      why = answer.body.detail;
    } else figures.refused += 1;
    await pause(50 + random() * 200);
  }
  return { why };
}

async function killAgainAndAgain({ capstan, sandbox, kills, starts, figures, log, progress }) {
  for (let round = 1; round <= kills; round++) {
    while (progress() < (starts * round) / (kills + 1)) await pause(10);
    for (const victim of [capstan, sandbox]) {
      await victim.kill();
      figures.kills += 1;
      await victim.start();
    }
    log(`${progress()} starts, ${figures.kills} kills`);
  }
}

/** All runs of the sandbox: id to the number of the start that asked for it, which stands in its log. */
async function runsBySandbox(url, jobs) {
  await send(`${url}/__sandbox/faults`, { method: 'DELETE' });
  const runs = new Map();
  const read = async (path) =>
    (await send(`${url}/v1/projects/${project}/jobs/${path}`, { headers: { authorization: `Bearer ${token}` } })).body;
  for (let index = 0; index < jobs; index++) {
    let cursor;
    do {
      const page = await read(`fault-${index}/runs?per_page=100${cursor === undefined ? '' : `&cursor=${cursor}`}`);
      for (const { id } of page.data.runs) {
        const { data } = await read(
          `fault-${index}/logs?queryType=range&runId=${id}&textIncludes=start-&duration=86400`,
        );
        runs.set(id, Number(/start-(\d+)\./.exec(JSON.stringify(data))?.[1]));
      }
      cursor = page.pagination.cursor;
    } while (cursor !== undefined);
  }
  return runs;
}

function compare(reported, unresolved, runs) {
  const byStart = new Map();
  for (const [id, number] of runs) byStart.set(number, [...(byStart.get(number) ?? []), id]);
  const all = [...reported];
  return {
    runs: runs.size,
    reportedStarted: reported.size,
    reportedUnknown: unresolved.size,
    /** None of these may be. */
    startedTwice: [...byStart.values()].filter((ids) => ids.length > 1).length,
    reportedButNotStarted: all.filter(([, id]) => !runs.has(id)).length,
    reportedForAnother: all.filter(([number, id]) => runs.has(id) && runs.get(id) !== number).length,
    startedButNotReported: [...byStart.keys()].filter((number) => !reported.has(number) && !unresolved.has(number))
      .length,
  };
}
