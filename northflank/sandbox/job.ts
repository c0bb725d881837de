import type { JsonObject } from '../../src/index.ts';
import type { Listed } from './pagination.ts';
import type { Run } from './run.ts';
import { slug } from './slug.ts';

/** What the sandbox reads of a request for a job, in any of its three forms; the contract has checked it. */
export interface JobRequest extends Limits {
  readonly name: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly disabledCI?: boolean;
  readonly billing: { readonly deploymentPlan: string };
  readonly deployment?: JobDeployment;
  readonly runtimeEnvironment?: Readonly<Record<string, string>>;
  /** The newer form has the limits in here, the older ones have them beside the name. */
  readonly settings?: Limits & { readonly cron?: Schedule };
}

interface Limits extends Schedule {
  readonly backoffLimit?: number;
  readonly activeDeadlineSeconds?: number | null;
}

export interface Schedule {
  readonly schedule?: string | null;
  readonly suspended?: boolean;
  readonly concurrencyPolicy?: 'allow' | 'forbid' | 'replace';
}

export interface JobDeployment {
  readonly external?: { readonly imagePath: string };
  readonly internal?: JsonObject;
  readonly vcs?: { readonly projectUrl: string; readonly projectType: string; readonly projectBranch: string };
  readonly docker?: JsonObject;
  readonly buildpack?: JsonObject;
  readonly storage?: JsonObject;
}

/** How a job was asked for. `combined` makes a cron job where there is `settings.cron`. */
export type JobForm = 'combined' | 'manual' | 'cron';

/** A job as the sandbox keeps it. */
export interface Job extends Listed {
  readonly id: string;
  readonly projectId: string;
  readonly request: JobRequest;
  /** The schedule of a cron job; a manual job has none. */
  readonly cron: Schedule | undefined;
  readonly backoffLimit: number;
  readonly activeDeadlineSeconds: number;
  /** In milliseconds. */
  readonly createdAt: number;
  /** By id, oldest first. */
  readonly runs: Map<string, Run>;
}

/** The API does not say which limits it sets itself; these are ours. */
const usual = { backoffLimit: 0, activeDeadlineSeconds: 600 };

export function makeJob(
  form: JobForm,
  request: JobRequest,
  given: { readonly key: string; readonly projectId: string; readonly createdAt: number },
): Job {
  const limits = form === 'combined' ? (request.settings ?? {}) : request;
  return {
    ...given,
    id: slug(request.name),
    request,
    cron: form === 'combined' ? request.settings?.cron : form === 'cron' ? request : undefined,
    backoffLimit: limits.backoffLimit ?? usual.backoffLimit,
    activeDeadlineSeconds: limits.activeDeadlineSeconds ?? usual.activeDeadlineSeconds,
    runs: new Map(),
  };
}

/** Whether a job has anything to execute. */
export function hasSource({ request: { deployment = {} } }: Job): boolean {
  return Boolean(deployment.external ?? deployment.internal ?? deployment.vcs);
}
