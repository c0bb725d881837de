/** Listing the jobs over REST: the answer must be the upstream's bytes. */
import { JOB_LIST, JOBS_PATH } from '../servers/jobs.mjs';

/** @param {string} base URL of the REST face @returns {import('./lane.mjs').Target} */
export const listJobs = (base) => ({ url: base + JOBS_PATH, method: 'GET', headers: {}, expected: JOB_LIST });
