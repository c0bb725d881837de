import { errors } from '../request/api-error.ts';
import { oneOrAll } from '../one-or-all.ts';
import type { Query } from '../request/query.ts';
import type { JobState } from '../state/state.ts';
import { buildLines } from './build-lines.ts';
import type { Line } from './line.ts';
import { runLines } from './run-lines.ts';
import type { Window } from './window.ts';

/** What the containers of a job have written within a time. */
export type Lines = (state: JobState, query: Query, window: Window) => readonly Line[];

/** The lines of one run, or of all. @throws ApiError when there is no such run. */
export const jobLines: Lines = ({ runs }, { runId, type = ['runtime'] }, window) => {
  const wanted = oneOrAll(runs, runId, errors.noRun);
  // Jobs write to their own log alone, not to those of proxies or builds.
  return type.includes('runtime') ? wanted.flatMap((run) => Array.from(runLines(run, window))) : [];
};

/** The lines of one build, or of all. @throws ApiError when there is no such build. */
export const jobBuildLines: Lines = ({ builds }, { buildId }, window) =>
  oneOrAll(builds, buildId, errors.noBuild).flatMap((build) => buildLines(build, window));
