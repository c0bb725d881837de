import type { CallContext } from '../../../operation/call-context.ts';
import { mayUse, type Caller } from '../../../operation/caller.ts';
import type { Seal } from '../seal.ts';
import type { ServedTool, Started } from '../tools/served-tool.ts';
import { describeTask, usualPause } from './describe-task.ts';
import { createTaskIds, type TaskIdentity } from './task-id.ts';
import type { TaskSource, TaskState } from './task-source.ts';

/** The tasks of a server. None is stored: an id names the work that goes on upstream, and a look at it is a look there. */
export interface Tasks {
  /** A call that goes on: its task as clients see it, as members of a JSON object. */
  create(tool: ServedTool, started: Started, caller: Caller | undefined): string;
  /** @returns undefined for an id that was not given to this caller, or has expired. */
  find(id: unknown, context: CallContext): Task | undefined;
}

export interface Task {
  /** @returns undefined when there is nothing left of it. */
  look(): Promise<TaskView | undefined>;
  answer(answers: Readonly<Record<string, unknown>>): Promise<void>;
  cancel(): Promise<void>;
}

export interface TaskView {
  readonly status: TaskState['status'];
  /** Members of a JSON object. */
  readonly text: string;
  /** Milliseconds after which another look is worth it. */
  readonly pause: number;
}

/** More than this many looks are not remembered. */
const most = 10_000;

export function createTasks(seal: Seal, tools: ReadonlyMap<string, ServedTool>): Tasks {
  const ids = createTaskIds(seal);
  // A client that looks more often than it was told to costs the upstream nothing.
  const recent = new Map<string, { readonly view: TaskView; readonly until: number }>();
  const remember = (id: string, view: TaskView): void => {
    recent.delete(id);
    // A little less than the pause, so that a client that keeps to it always sees something new.
    recent.set(id, { view, until: Date.now() + view.pause * 0.8 });
    const [oldest] = recent.keys();
    if (recent.size > most && oldest !== undefined) recent.delete(oldest);
  };
  return {
    create(tool, { handle, lookAfter, message }, caller) {
      const identity = { tool: tool.name, handle, createdAt: new Date().toISOString() };
      return describeTask(ids.write(identity, caller), identity, { status: 'working', lookAfter, message });
    },
    find(given, context) {
      const identity = ids.read(given, context.caller);
      const tool = identity && tools.get(identity.tool);
      // A later token of the same caller may allow less.
      if (!identity || !tool?.tasks || !mayUse(context.caller, tool.scopes)) return undefined;
      const source = tool.tasks;
      const id = String(given);
      return {
        async look() {
          const known = recent.get(id);
          if (known && known.until > Date.now()) return known.view;
          const view = await viewOf(id, identity, source, context);
          if (view?.status === 'working') remember(id, view);
          else recent.delete(id);
          return view;
        },
        async answer(answers) {
          recent.delete(id);
          await source.answer?.(identity.handle, answers, context);
        },
        async cancel() {
          recent.delete(id);
          await source.cancel(identity.handle, context);
        },
      };
    },
  };
}

async function viewOf(
  id: string,
  identity: TaskIdentity,
  source: TaskSource,
  context: CallContext,
): Promise<TaskView | undefined> {
  const state = await source.look(identity.handle, context);
  if (state.status === 'unknown') return undefined;
  const pause = ('lookAfter' in state ? state.lookAfter : undefined) ?? usualPause;
  return { status: state.status, text: describeTask(id, identity, state), pause };
}
