import type { JobRequest } from '../jobs/job-request.ts';
import { variables } from '../steering.ts';
import type { Store } from './store.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface SeedJob {
  readonly request: JobRequest;
  /** When its runs before `now` started, oldest first, all in milliseconds. */
  readonly runs: (now: number) => readonly number[];
}

const jobs: readonly SeedJob[] = [
  {
    request: {
      name: 'Database migration',
      description: 'Brings the schema up to date. Run it by hand before a release.',
      billing: { deploymentPlan: 'nf-compute-20' },
      deployment: { external: { imagePath: 'ghcr.io/acme/migrate:2.4.0' } },
      runtimeEnvironment: { DATABASE_NAME: 'shop' },
      settings: { backoffLimit: 0, activeDeadlineSeconds: 900 },
    },
    runs: (now) => [now - 6 * day - 3 * hour, now - day - 5 * hour],
  },
  {
    request: {
      name: 'Nightly report',
      description: 'Sums up the orders of the day before, every night at three.',
      billing: { deploymentPlan: 'nf-compute-50' },
      deployment: { external: { imagePath: 'ghcr.io/acme/report:1.9.2' } },
      settings: {
        backoffLimit: 2,
        activeDeadlineSeconds: 1800,
        cron: { schedule: '0 3 * * *', concurrencyPolicy: 'forbid' },
      },
    },
    runs: (now) => [lastAtThree(now) - day, lastAtThree(now)],
  },
  {
    request: {
      name: 'Legacy import',
      description: `Fails, whenever it is run, so that failures can be tried: ${variables.outcome} says so in its environment.`,
      billing: { deploymentPlan: 'nf-compute-10' },
      deployment: { external: { imagePath: 'ghcr.io/acme/import:0.7.1' } },
      runtimeEnvironment: { [variables.outcome]: 'failure' },
      settings: { backoffLimit: 1, activeDeadlineSeconds: 600 },
    },
    runs: (now) => [now - 3 * day - 7 * hour, now - 9 * hour - 20 * minute],
  },
];

/** Puts the jobs a project begins with into it, each with a few runs of the days before. */
export function seedProject(store: Store, projectId: string): void {
  const began = store.now();
  store.addProject(projectId, began - 30 * day);
  for (const { request, runs } of jobs) {
    const { id } = store.addJob(projectId, request, began - 14 * day);
    for (const startedAt of runs(began)) store.startRun(projectId, id, { startedAt });
  }
}

function lastAtThree(now: number): number {
  return Math.floor((now - 3 * hour) / day) * day + 3 * hour;
}
