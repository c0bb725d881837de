import { success } from '../request/answer.ts';
import { toTimestamp } from '../clock.ts';
import { paginate } from '../request/pagination.ts';
import { branchesOf, latestCommit } from '../builds/repository.ts';
import type { Route } from '../request/route.ts';
import type { Job } from '../jobs/job.ts';
import type { Store } from '../state/store.ts';
import { jobOf, jobPath } from './paths.ts';

/** What there is in the repository of a job; a job without one has nothing of it. */
export function repositoryRoutes(store: Store): readonly Route[] {
  return [
    {
      method: 'GET',
      path: `${jobPath}/branches`,
      access: 'ps_jobs_general_read',
      query: true,
      answer(call) {
        const { entries, pagination } = paginate(listed(branches(jobOf(store, call).job)), call.query);
        return success({ branches: entries.map(({ view }) => view) }, { pagination });
      },
    },
    {
      method: 'GET',
      path: `${jobPath}/pull-requests`,
      access: 'ps_jobs_general_read',
      query: true,
      answer(call) {
        const { entries, pagination } = paginate(listed(pullRequests(jobOf(store, call).job)), call.query);
        return success({ pullRequests: entries.map(({ view }) => view) }, { pagination });
      },
    },
  ];
}

function branches({ request, createdAt }: Job) {
  const vcs = request.deployment?.vcs;
  if (!vcs) return [];
  return branchesOf(vcs).map((name) => ({
    name,
    id: name,
    commit: {
      sha: latestCommit(vcs, name),
      author: { login: 'sandbox' },
      message: `Latest commit of ${name}`,
      date: toTimestamp(createdAt),
    },
  }));
}

function pullRequests({ request, createdAt }: Job) {
  const vcs = request.deployment?.vcs;
  if (!vcs) return [];
  const source = branchesOf(vcs).at(-1) ?? vcs.projectBranch;
  const opened = toTimestamp(createdAt);
  return [
    {
      id: 1,
      state: 'OPEN',
      title: `Merge ${source}`,
      source,
      destination: vcs.projectBranch,
      sha: latestCommit(vcs, source),
      created_at: opened,
      updated_at: opened,
      html_url: `${vcs.projectUrl}/pull/1`,
    },
  ];
}

/** Entries that are kept nowhere have their place in the list for a key. */
function listed<View>(views: readonly View[]): readonly { readonly key: string; readonly view: View }[] {
  return views.map((view, index) => ({ key: index.toString(16).padStart(24, '0'), view }));
}
