import { success } from '../request/answer.ts';
import { toTimestamp } from '../clock.ts';
import { jobReference } from '../jobs/job-views.ts';
import { paginate } from '../request/pagination.ts';
import { projectName } from '../state/project.ts';
import { region } from '../regions.ts';
import type { Route } from '../request/route.ts';
import type { ProjectState } from '../state/state.ts';
import type { Store } from '../state/store.ts';

export function projectRoutes(store: Store): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/projects',
      access: 'ps_projects_manage_read',
      query: true,
      answer({ query }) {
        const projects = Array.from(store.state.values(), ({ project }) => project);
        const { entries, pagination } = paginate(projects, query);
        return success({ projects: entries.map(({ id }) => ({ id, name: projectName(id) })) }, { pagination });
      },
    },
    {
      method: 'GET',
      path: '/projects/{projectId}',
      access: 'ps_projects_manage_read',
      answer: ({ path }) => success(projectDetails(store.project(path['projectId'] ?? ''))),
    },
  ];
}

function projectDetails({ project: { id, createdAt }, jobs }: ProjectState) {
  return {
    id,
    name: projectName(id),
    deployment: { region },
    createdAt: toTimestamp(createdAt),
    services: [],
    jobs: Array.from(jobs.values(), ({ job }) => jobReference(job)),
    addons: [],
  };
}
