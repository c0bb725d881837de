import { deepEqual, match, ok } from 'node:assert/strict';

const projectId = 'default-project';

/**
 * Has a client do what agents do with Northflank Jobs: list, create and run jobs.
 *
 * @param {import('./client.mjs').Client} client
 * @throws when an answer is not what it should be
 */
export async function tryClient(client) {
  deepEqual(await client.listTools(), ['list-jobs-project', 'create-job', 'run-job']);
  const call = async (name, inputs) => JSON.parse(await client.callTool(name, { projectId, ...inputs }));

  const listed = await call('list-jobs-project', { per_page: 1 });
  const [first] = listed.data.jobs;
  ok(first.id);

  const created = await call('create-job', {
    body: {
      name: `Tried ${Date.now()}`,
      billing: { deploymentPlan: 'nf-compute-20' },
      deployment: { external: { imagePath: 'alpine:3.22' } },
      settings: { backoffLimit: 0 },
    },
  });
  match(created.data.id, /^tried-/);

  const started = await call('run-job', { jobId: first.id });
  ok(started.data.runName.startsWith(first.id));
}
