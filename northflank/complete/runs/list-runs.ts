import { dataOf, isObject, memberOf } from '../outcomes.ts';
import type { Upstream } from '../upstream.ts';
import { beganAt, isRun, type Run } from './run.ts';

/** So many pages of 100 are looked at; a job that had more runs meanwhile is beyond what a look can tell. */
const mostPages = 10;

/**
 * The runs of a job since a time, in milliseconds since 1970, the newest first.
 *
 * @returns undefined when they cannot be had just now.
 */
export async function listRunsSince(
  upstream: Upstream,
  job: { readonly projectId: string; readonly jobId: string },
  since: number,
): Promise<readonly Run[] | 'too many' | undefined> {
  const found: Run[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const outcome = await upstream.call('list-runs', {
      ...job,
      per_page: 100,
      ...(cursor !== undefined && { cursor }),
    });
    const data = dataOf(outcome);
    const runs = isObject(data) ? data['runs'] : undefined;
    if (!Array.isArray(runs)) return undefined;
    const ofThese = runs.filter(isRun);
    found.push(...ofThese.filter((run) => beganAt(run) >= since));
    const next = memberOf(outcome, 'pagination.cursor');
    if (ofThese.length === 0 || ofThese.some((run) => beganAt(run) < since) || typeof next !== 'string') return found;
    cursor = next;
  }
  return 'too many';
}
