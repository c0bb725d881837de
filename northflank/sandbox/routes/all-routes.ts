import type { Route } from '../request/route.ts';
import type { Store } from '../state/store.ts';
import { buildRoutes } from './builds.ts';
import { catalogueRoutes } from './catalogue.ts';
import { deploymentRoutes } from './deployments.ts';
import { jobChangeRoutes } from './job-changes.ts';
import { jobRoutes } from './jobs.ts';
import { loginRoutes } from './login.ts';
import { observationRoutes } from './observations.ts';
import { pauseRoutes } from './pauses.ts';
import { projectRoutes } from './projects.ts';
import { repositoryRoutes } from './repositories.ts';
import { runRoutes } from './runs.ts';
import { secretRoutes } from './secrets.ts';
import { specificationRoutes } from './specification.ts';

/** Everything the sandbox can be asked for but logs, which can also be followed. */
export function allRoutes(store: Store, options: { readonly acceptSingularRun: boolean }): readonly Route[] {
  return [
    ...loginRoutes,
    ...catalogueRoutes,
    ...specificationRoutes,
    ...projectRoutes(store),
    ...jobRoutes(store),
    ...jobChangeRoutes(store),
    ...pauseRoutes(store),
    ...runRoutes(store, options),
    ...observationRoutes(store),
    ...buildRoutes(store),
    ...repositoryRoutes(store),
    ...deploymentRoutes(store),
    ...secretRoutes(store),
  ];
}
