import type { JsonObject } from '../../../src/index.ts';
import { done, success } from '../request/answer.ts';
import type { JobRequest } from '../jobs/job-request.ts';
import type { Job } from '../jobs/job.ts';
import type { Query } from '../request/query.ts';
import type { Route } from '../request/route.ts';
import type { Store } from '../state/store.ts';
import { jobOf, jobPath } from './paths.ts';

/** A job's variables and files of one kind, and under which names they stand in its request. */
interface Kind {
  readonly action: string;
  readonly values: 'runtimeEnvironment' | 'buildArguments';
  readonly files: 'runtimeFiles' | 'buildFiles';
}

const kinds: readonly Kind[] = [
  { action: 'runtime-environment', values: 'runtimeEnvironment', files: 'runtimeFiles' },
  { action: 'build-arguments', values: 'buildArguments', files: 'buildFiles' },
];

/** Routes that show and set variables and files, as they are: keeping them from others is up to who asks. */
export function secretRoutes(store: Store): readonly Route[] {
  return kinds.flatMap((kind) => {
    const path = `${jobPath}/${kind.action}`;
    const routes: readonly Route[] = [
      {
        method: 'GET',
        path,
        access: 'ps_secrets_jobs_read',
        query: true,
        answer: (call) => success(shown(jobOf(store, call).job, kind, call.query)),
      },
      {
        method: 'POST',
        path,
        access: 'ps_secrets_jobs_update',
        body: 'required',
        answer(call) {
          const { job } = jobOf(store, call);
          const request = { ...job.request, ...call.body } as JobRequest; // the contract has checked the body
          store.changeJob({ ...job, request });
          return done();
        },
      },
      {
        method: 'GET',
        path: `${path}/details`,
        access: 'ps_secrets_jobs_read',
        answer: (call) => success(details(jobOf(store, call).job, kind)),
      },
    ];
    return routes;
  });
}

/** There are no secret groups in the sandbox, so nothing is inherited. */
function shown({ request }: Job, { values, files }: Kind, { show = 'all' }: Query): JsonObject {
  const own = show !== 'inherited';
  return { [values]: own ? { ...request[values] } : {}, [files]: own ? { ...request[files] } : {} };
}

function details({ request }: Job, { values, files }: Kind): JsonObject {
  const each = (entries: JsonObject = {}): JsonObject =>
    Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, { value, overriding: [] }]));
  return { [values]: each(request[values]), [files]: each(request[files]) };
}
