import type { JsonObject } from '../../../src/index.ts';
import { toUnixSeconds } from '../clock.ts';
import type { Listed } from '../request/pagination.ts';
import { triesOf, type Try } from './run-try.ts';
import type { Run } from './run.ts';

export interface Container extends Listed {
  readonly view: JsonObject;
}

/** The containers of a run so far, the first first: one a try. */
export function* containersOf(run: Run, now: number): Generator<Container> {
  for (const each of triesOf(run, run.startedAt, now)) {
    const { status, since } = statusOf(each, now);
    yield {
      key: each.index.toString(16).padStart(24, '0'),
      view: {
        name: each.container,
        createdAt: toUnixSeconds(each.begins),
        status,
        updatedAt: toUnixSeconds(since),
      },
    };
  }
}

/** How long a container that is told to end takes to, in milliseconds. */
const killing = 1000;

function statusOf(
  { begins, starts, ends, ending }: Try,
  now: number,
): { readonly status: string; readonly since: number } {
  if (now >= ends) {
    if (ending === 'success') return { status: 'TASK_FINISHED', since: ends };
    if (ending === 'failure') return { status: 'TASK_FAILED', since: ends };
    if (now < ends + killing) return { status: 'TASK_KILLING', since: ends };
    return { status: 'TASK_KILLED', since: ends + killing };
  }
  if (now >= starts) return { status: 'TASK_RUNNING', since: starts };
  const pulled = (begins + starts) / 2;
  return now >= pulled ? { status: 'TASK_STARTING', since: pulled } : { status: 'TASK_STAGING', since: begins };
}
