import { taskLifetime } from './task-id.ts';
import type { TaskIdentity } from './task-id.ts';
import type { TaskState } from './task-source.ts';

/** Milliseconds between looks where the source of a task does not say. */
export const usualPause = 5000;

/** A task as clients see it (SEP-2663, `DetailedTask`): members of an object, as JSON text. */
export function describeTask(
  taskId: string,
  { createdAt }: TaskIdentity,
  state: Exclude<TaskState, { readonly status: 'unknown' }>,
): string {
  const common = JSON.stringify({
    taskId,
    status: state.status,
    statusMessage: 'message' in state ? state.message : undefined,
    createdAt,
    lastUpdatedAt: new Date().toISOString(),
    ttlMs: taskLifetime,
    pollIntervalMs: Math.round(('lookAfter' in state ? state.lookAfter : undefined) ?? usualPause),
  }).slice(1, -1);
  switch (state.status) {
    case 'input_required':
      return `${common},"inputRequests":${JSON.stringify(state.requests)}`;
    case 'completed':
      return `${common},"result":{"resultType":"complete",${state.result.members}${metaOf(state.result.meta)}}`;
    case 'failed': {
      const { code, message, data } = state.error;
      return `${common},"error":${JSON.stringify({ code, message, data })}`;
    }
    case 'working':
    case 'cancelled':
      return common;
  }
}

function metaOf(members: string): string {
  return members === '' ? '' : `,"_meta":{${members}}`;
}
