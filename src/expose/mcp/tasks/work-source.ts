import type { Outcome } from '../../../operation/operation.ts';
import type { Work } from '../../../operation/work.ts';
import type { ToolResult } from '../result/tool-result.ts';
import type { TaskSource } from './task-source.ts';

/** What an operation has started, as tasks of its tool. */
export function workSource(work: Work, asResult: (outcome: Outcome) => ToolResult): TaskSource {
  return {
    async look(handle, context) {
      const state = await work.look(handle, context);
      return state.status === 'done' ? { status: 'completed', result: asResult(state.outcome) } : state;
    },
    cancel: (handle, context) => work.cancel(handle, context),
  };
}
