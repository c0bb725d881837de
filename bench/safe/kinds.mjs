/** The calls that are measured. Each start has a key of its own, so that all of them are done. */
let number = 0;

const run = { projectId: 'default-project', jobId: 'database-migration' };
const body = {
  name: 'Nightly report',
  billing: { deploymentPlan: 'nf-compute-20' },
  deployment: { external: { imagePath: 'ghcr.io/acme/report:2.4.0' } },
  runtimeEnvironment: { DATABASE_URL: 'postgres://reports:correct-horse@db/reports', LOG_LEVEL: 'info' },
  settings: { backoffLimit: 0 },
};

/** @param {string} name @param {object} given */
const tool = (name, given) => ({
  path: '/mcp',
  headers: { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } }),
});

/** @type {{ what: string, face: 'rest' | 'mcp', call: () => import('../measure/cpu-of-calls.mjs').Call }[]} */
export const kinds = [
  {
    what: 'MCP run-job, with a key',
    face: 'mcp',
    call: () => tool('run-job', { ...run, idempotency_key: `bench-${number++}` }),
  },
  {
    what: 'REST start of a run, with a key',
    face: 'rest',
    call: () => ({
      path: '/v1/projects/default-project/jobs/database-migration/runs',
      headers: { 'idempotency-key': `bench-${number++}` },
      body: '{}',
    }),
  },
  {
    what: 'MCP create-job, with secrets to hide',
    face: 'mcp',
    call: () => tool('create-job', { projectId: 'default-project', body, idempotency_key: `bench-${number++}` }),
  },
  { what: 'MCP list-jobs', face: 'mcp', call: () => tool('list-jobs', { projectId: 'default-project' }) },
];
