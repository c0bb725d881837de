import type { JsonObject } from '../../../src/index.ts';
import { success } from '../request/answer.ts';
import { appId } from '../jobs/job-views.ts';
import type { HealthCheck } from '../jobs/job-request.ts';
import type { Job } from '../jobs/job.ts';
import { region } from '../regions.ts';
import type { Route } from '../request/route.ts';
import type { Store } from '../state/store.ts';
import { jobOf, jobPath } from './paths.ts';

/** What a job executes and how that is checked, as the older routes show it. */
export function deploymentRoutes(store: Store): readonly Route[] {
  return [
    {
      method: 'GET',
      path: `${jobPath}/deployment`,
      access: 'ps_jobs_general_read',
      answer: (call) => success(deploymentOf(jobOf(store, call).job)),
    },
    {
      method: 'GET',
      path: `${jobPath}/health-checks`,
      access: 'ps_jobs_general_read',
      answer: (call) =>
        success({ healthChecks: (jobOf(store, call).job.request.healthChecks ?? []).map(viewHealthCheck) }),
    },
  ];
}

function deploymentOf(job: Job): JsonObject {
  const { external, internal, vcs, docker, buildpack, storage } = job.request.deployment ?? {};
  return {
    region,
    instances: 1,
    ...(docker && { docker }),
    ...(buildpack && { buildpack }),
    ...(storage && { storage }),
    ...(external && {
      external: {
        imagePath: external.imagePath,
        registryProvider: registryOf(external.imagePath),
        privateImage: external.credentials !== undefined,
      },
    }),
    ...(internal && {
      internal: {
        appId: appId({ projectId: job.projectId, id: internal.id ?? '' }),
        nfObjectId: internal.id ?? '',
        nfObjectType: 'service',
        repository: '',
        branch: internal.branch ?? '',
        buildId: internal.buildId ?? '',
        buildSHA: internal.buildSHA ?? 'latest',
      },
    }),
    ...(vcs && { vcs: { ...vcs } }),
  };
}

const registries: readonly (readonly [string, string])[] = [
  ['ghcr.io/', 'github'],
  ['registry.gitlab.com/', 'gitlab'],
  ['gcr.io/', 'gar'],
];

/** Without a host, an image is Docker Hub's. */
function registryOf(imagePath: string): string {
  const known = registries.find(([host]) => imagePath.startsWith(host));
  return known?.[1] ?? (/^[^/]+\.[^/]+\//.test(imagePath) ? 'custom' : 'dockerhub');
}

function viewHealthCheck({ protocol, type, path, cmd, port, successThreshold, ...times }: HealthCheck): JsonObject {
  return {
    protocol,
    type,
    path: path ?? null,
    cmd: cmd ?? null,
    httpPort: protocol === 'HTTP' ? (port ?? null) : null,
    tcpSocketPort: protocol === 'TCP' ? (port ?? null) : null,
    ...times,
    successThreshold: successThreshold ?? null,
  };
}
