import { success } from '../answer.ts';
import { toTimestamp } from '../clock.ts';
import { jobReference } from '../job-views.ts';
import { paginate } from '../pagination.ts';
import type { Route } from '../route.ts';
import type { Project, Store } from '../store.ts';

export function projectRoutes(store: Store): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/projects',
      // The contract is about jobs; its lists all come in pages of the same kind.
      describedAt: '/projects/{projectId}/jobs',
      paged: true,
      answer({ query }) {
        const { entries, pagination } = paginate(store.projects.values(), query);
        return success({ projects: entries.map(({ id }) => ({ id, name: projectName(id) })) }, { pagination });
      },
    },
    {
      method: 'GET',
      path: '/projects/{projectId}',
      answer: ({ path }) => success(projectDetails(store.project(path['projectId'] ?? ''))),
    },
  ];
}

function projectDetails({ id, createdAt, jobs }: Project) {
  return {
    id,
    name: projectName(id),
    deployment: { region: 'europe-west' },
    createdAt: toTimestamp(createdAt),
    services: [],
    jobs: Array.from(jobs.values(), jobReference),
    addons: [],
  };
}

/** A name that has this id: `default-project` → `Default Project`. */
function projectName(id: string): string {
  return id.replaceAll('-', ' ').replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
