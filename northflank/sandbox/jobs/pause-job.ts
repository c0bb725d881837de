import { errors } from '../request/api-error.ts';
import { switchesOf, withSwitches, type Job, type Switches } from './job.ts';

/** A job that builds, deploys and starts nothing by itself. Pausing it again changes nothing. */
export function pauseJob(job: Job): Job {
  if (job.paused) return job;
  const off = withSwitches(job, { disabledCI: true, disabledCD: true, suspended: true });
  return { ...off, paused: switchesOf(job) };
}

/**
 * A job as it was before its pause, but for what is wanted otherwise.
 *
 * @throws ApiError when it is not paused.
 */
export function resumeJob({ paused, ...job }: Job, wanted: Partial<Switches>): Job {
  if (!paused) throw errors.notPaused();
  return withSwitches(job, { ...paused, ...wanted });
}
