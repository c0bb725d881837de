import type { Outcome } from '../../../src/index.ts';
import { asText, isObject, memberOf } from '../outcomes.ts';
import type { Upstream } from '../upstream.ts';
import { beganAt, type Run } from './run.ts';

/** How a run ended. Northflank itself says no more than that it failed. */
export type Ending = 'success' | 'failed' | 'aborted' | 'timed_out';

export interface RunName {
  readonly projectId: string;
  readonly jobId: string;
  readonly runId: string;
}

export interface Ended {
  readonly outcome: Ending;
  readonly attempts: number;
}

/** Times are in whole seconds, and ending takes a while. */
const tolerance = 3000;

/**
 * Finds out how a concluded run ended: over its deadline, if it took as long as that allows; aborted, if its last
 * container was killed and not by the deadline; else it failed by itself.
 */
export async function endingOf(upstream: Upstream, name: RunName, run: Run): Promise<Ended> {
  if (run.status === 'SUCCESS') return { outcome: 'success', attempts: Math.max(1, run.completions) };
  const { projectId, jobId, runId } = name;
  const [job, containers] = await Promise.all([
    upstream.call('get-job', { projectId, jobId }),
    upstream.call('list-containers', { projectId, jobId, runId, per_page: 100 }),
  ]);
  const statuses = statusesIn(containers);
  const attempts = Math.max(1, statuses.length, run.completions);
  const deadline = memberOf(job, 'data.settings.activeDeadlineSeconds');
  const took = Date.parse(run.concludedAt ?? '') - beganAt(run);
  const killed = statuses.length === 0 ? undefined : /KILL/.test(statuses.at(-1) ?? '');
  if (killed !== false && typeof deadline === 'number' && took >= deadline * 1000 - tolerance)
    return { outcome: 'timed_out', attempts };
  return { outcome: killed === true ? 'aborted' : 'failed', attempts };
}

/** In the order of the tries. */
function statusesIn(outcome: Outcome): readonly string[] {
  const containers = memberOf(outcome, 'data.containers');
  if (!Array.isArray(containers)) return [];
  return containers
    .filter(isObject)
    .toSorted((one, other) => Number(one['createdAt']) - Number(other['createdAt']))
    .map(({ status }) => asText(status));
}
