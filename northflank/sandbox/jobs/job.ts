import type { Listed } from '../request/pagination.ts';
import type { JobRequest, Schedule } from './job-request.ts';
import { slug } from './slug.ts';

/** A job as the sandbox keeps it. Times are in milliseconds. */
export interface Job extends Listed {
  readonly id: string;
  readonly projectId: string;
  readonly request: JobRequest;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly disabledCD: boolean;
  /** What was set before it was paused; absent while it is not. */
  readonly paused?: Switches;
}

/** What a pause turns off. */
export interface Switches {
  readonly disabledCI: boolean;
  readonly disabledCD: boolean;
  readonly suspended: boolean;
}

export function makeJob(
  request: JobRequest,
  given: { readonly key: string; readonly projectId: string; readonly createdAt: number },
): Job {
  return { ...given, updatedAt: given.createdAt, id: slug(request.name), request, disabledCD: false };
}

/** The schedule of a cron job; a manual job has none. */
export function scheduleOf({ request }: Job): Schedule | undefined {
  return request.settings?.cron;
}

/** The API does not say which limits it sets itself; these are ours. The deadline is in seconds. */
export function limitsOf({ request: { settings } }: Job): {
  readonly backoffLimit: number;
  readonly activeDeadlineSeconds: number;
} {
  return {
    backoffLimit: settings?.backoffLimit ?? 0,
    activeDeadlineSeconds: settings?.activeDeadlineSeconds ?? 600,
  };
}

export function switchesOf(job: Job): Switches {
  return {
    disabledCI: job.request.disabledCI ?? false,
    disabledCD: job.disabledCD,
    suspended: scheduleOf(job)?.suspended ?? false,
  };
}

/** A job with these switches; only a cron job has a schedule to rest. */
export function withSwitches(job: Job, { disabledCI, disabledCD, suspended }: Switches): Job {
  const { settings } = job.request;
  const request: JobRequest = {
    ...job.request,
    disabledCI,
    ...(settings?.cron && { settings: { ...settings, cron: { ...settings.cron, suspended } } }),
  };
  return { ...job, request, disabledCD };
}
