/** The path every REST subject serves and every subject calls upstream. */
export const JOBS_PATH = '/v1/projects/default-project/jobs';

/** The key every subject must present upstream; the upstream refuses anything else, so no subject can skip the work. */
export const API_KEY = 'bench-key';

/** @param {string} id @param {string} name @param {object} rest */
const job = (id, name, rest) => ({
  id,
  projectId: 'default-project',
  appId: `/acme/default-project/${id}`,
  name,
  tags: [],
  ...rest,
});

const nightlyReport = job('nightly-report', 'Nightly report', {
  description: 'Builds the sales report and mails it every night.',
  jobType: 'cron',
  disabledCI: false,
  disabledCD: false,
  suspended: false,
});
const migration = job('database-migration', 'Database migration', {
  description: 'Applies pending schema migrations',
  jobType: 'manual',
  disabledCI: true,
  disabledCD: false,
});
const backfill = job('thumbnail-backfill', 'Thumbnail backfill', {
  jobType: 'manual',
  disabledCI: false,
  disabledCD: true,
});

/** The list the upstream answers: one page in the shape of Northflank's, 841 bytes. */
export const JOB_LIST = JSON.stringify({
  data: { jobs: [nightlyReport, migration, backfill] },
  pagination: { hasNextPage: true, cursor: 'eyJpZCI6InRodW1ibmFpbC1iYWNrZmlsbCJ9', count: 3 },
});

export const CREATED_JOB = JSON.stringify({ data: migration });

export const STARTED_RUN = JSON.stringify({
  data: { id: '0b7c2f4e-6a53-4d0e-9c55-1f0e8a3d2b6c', runName: 'database-migration-65f1c2d3e4b5a69788c0d1e2' },
});
