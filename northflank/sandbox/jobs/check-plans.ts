import { errors } from '../request/api-error.ts';
import { isBuildPlan, isDeploymentPlan } from '../plans.ts';

/** @throws ApiError for plans that do not exist, and for a build plan that is too small. */
export function checkPlans({
  deploymentPlan,
  buildPlan,
}: {
  readonly deploymentPlan?: string;
  readonly buildPlan?: string;
}): void {
  if (deploymentPlan !== undefined && !isDeploymentPlan(deploymentPlan)) throw errors.noDeploymentPlan();
  if (buildPlan !== undefined && !isBuildPlan(buildPlan)) throw errors.noBuildPlan();
}
