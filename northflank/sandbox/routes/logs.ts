import { success } from '../request/answer.ts';
import { errors } from '../request/api-error.ts';
import { jobBuildLines, jobLines, type Lines } from '../logs/job-lines.ts';
import { selectLines, viewLine } from '../logs/select-lines.ts';
import { windowOf } from '../logs/window.ts';
import type { Route } from '../request/route.ts';
import type { Store } from '../state/store.ts';
import { jobOf, jobPath } from './paths.ts';

/** A route that can be followed over a WebSocket as well. */
export interface LogRoute extends Route {
  readonly lines: Lines;
}

/** The time a range looks at unless told, in seconds: half an hour, as the command line of the API says. */
const usualTime = 1800;

export function logRoutes(store: Store): readonly LogRoute[] {
  const route = (action: string, lines: Lines): LogRoute => ({
    method: 'GET',
    path: `${jobPath}/${action}`,
    access: 'ps_jobs_deployment_view-observability',
    query: true,
    lines,
    answer(call) {
      const { query } = call;
      if (query.queryType === 'tail') throw errors.invalid({ queryType: ['must be "range" without a WebSocket'] });
      const window = windowOf(query, store.now(), usualTime);
      // What is not written yet is in no log.
      const past = { ...window, until: Math.min(window.until, store.now()) };
      return success(selectLines(lines(jobOf(store, call), query, past), query, past).map(viewLine));
    },
  });
  return [route('logs', jobLines), route('build-logs', jobBuildLines)];
}
