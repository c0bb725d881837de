import type { Failure, Json } from '../../../src/index.ts';
import { membersOf } from '../inputs.ts';
import { memberAt } from '../outcomes.ts';
import type { Settings } from '../settings.ts';
import type { Check } from './check.ts';
import { overLimit } from './over-limit.ts';

export type Limits = Pick<Settings, 'allowedPlans' | 'longestDeadline'>;

/**
 * Holds the bodies of jobs to the plans and deadlines that are allowed.
 *
 * @param deadline where the body has its deadline.
 * @param isWhole whether the body is all of the job, so that what it leaves out is left to Northflank.
 */
export function checkJob(limits: Limits, deadline: string, isWhole: boolean): Check {
  return async (inputs) => {
    const body = membersOf(inputs);
    return (
      planProblem(limits, memberAt(body, 'billing.deploymentPlan')) ??
      deadlineProblem(limits, memberAt(body, deadline), deadline, isWhole)
    );
  };
}

export function planProblem({ allowedPlans }: Limits, plan: Json | undefined): Failure | undefined {
  if (!allowedPlans || typeof plan !== 'string' || allowedPlans.has(plan)) return undefined;
  const allowed = [...allowedPlans];
  return overLimit('NORTHFLANK_ALLOWED_PLANS', `The plan is not one that is allowed: ${allowed.join(', ')}.`, {
    field: { field: 'body.billing.deploymentPlan', message: `must be one of ${allowed.join(', ')}`, allowed },
  });
}

function deadlineProblem(
  { longestDeadline }: Limits,
  seconds: Json | undefined,
  at: string,
  isWhole: boolean,
): Failure | undefined {
  if (longestDeadline === undefined || (seconds === undefined && !isWhole)) return undefined;
  if (typeof seconds === 'number' && seconds <= longestDeadline) return undefined;
  return overLimit(
    'NORTHFLANK_MAX_DEADLINE_SECONDS',
    `Runs may take ${longestDeadline} s at most, and the job has to say so: set its ${at} to no more than that.`,
    { field: { field: `body.${at}`, message: `must be ${longestDeadline} or less` } },
  );
}
