import { jobOf, membersOf } from '../inputs.ts';
import { memberAt, memberOf } from '../outcomes.ts';
import type { Upstream } from '../upstream.ts';
import type { Check } from './check.ts';
import { planProblem, type Limits } from './job-limits.ts';
import { overLimit } from './over-limit.ts';

/** Holds runs to the plans and deadlines that are allowed; what a run does not say itself, its job does. */
export function checkRun(limits: Limits, upstream: Upstream): Check {
  const { allowedPlans, longestDeadline } = limits;
  return async (inputs) => {
    const plan = memberAt(membersOf(inputs), 'billing.deploymentPlan');
    const own = planProblem(limits, plan);
    if (own || (longestDeadline === undefined && (plan !== undefined || !allowedPlans))) return own;
    const job = await upstream.call('get-job', jobOf(inputs));
    // A job that is not there is for Northflank to tell of.
    if (job.kind === 'refused' && job.answer.status < 500) return undefined;
    if (job.kind !== 'value')
      return overLimit(
        'NORTHFLANK_ALLOWED_PLANS, NORTHFLANK_MAX_DEADLINE_SECONDS',
        'The job cannot be read just now, so whether the run is within the limits cannot be told.',
      );
    const inherited =
      plan === undefined ? planProblem(limits, memberOf(job, 'data.billing.deploymentPlan')) : undefined;
    if (inherited) return inherited;
    const deadline = memberOf(job, 'data.settings.activeDeadlineSeconds');
    if (longestDeadline === undefined || (typeof deadline === 'number' && deadline <= longestDeadline))
      return undefined;
    return overLimit(
      'NORTHFLANK_MAX_DEADLINE_SECONDS',
      `Runs may take ${longestDeadline} s at most, and this job allows more: change its settings.activeDeadlineSeconds with update-job first.`,
    );
  };
}
