import { isObject } from '../../../json/json.ts';
import type { Answer, Method } from '../era.ts';
import type { Exchange } from '../exchange.ts';
import { clientLacks } from '../input/settle-by-retry.ts';
import { errorCode, rpcError } from '../json-rpc.ts';
import type { Params } from '../json-rpc.ts';
import type { ClientCapabilities } from '../session.ts';
import type { ServedTool, Started } from '../tools/served-tool.ts';
import { followsTasks, tasksCapability } from './capability.ts';
import { describeTask } from './describe-task.ts';
import { createTaskIds } from './task-id.ts';
import type { TaskIdentity } from './task-id.ts';
import type { TaskSource } from './task-source.ts';
import type { Seal } from '../seal.ts';

export interface Tasks {
  /** The result that says a call goes on as a task: members of the result object, as JSON text. */
  create(tool: ServedTool, started: Started, exchange: Exchange): string;
  /** `tasks/get`, `tasks/update` and `tasks/cancel` (SEP-2663). */
  readonly methods: readonly (readonly [string, Method])[];
}

interface TasksOptions {
  readonly seal: Seal;
  readonly tools: ReadonlyMap<string, ServedTool>;
  readonly capabilitiesOf: (params: Params) => ClientCapabilities;
  /** Makes a whole result of members, as JSON text. */
  readonly complete: (members: string) => string;
}

/** The tasks of a server. None is stored: an id names the work that goes on upstream, and a look at it is a look there. */
export function createTasks({ seal, tools, capabilitiesOf, complete }: TasksOptions): Tasks {
  const ids = createTaskIds(seal);
  type Served = (
    task: TaskIdentity,
    source: TaskSource,
    params: Params,
    exchange: Exchange,
  ) => Answer | Promise<Answer>;
  const method =
    (serve: Served): Method =>
    (params, exchange) => {
      if (!followsTasks(capabilitiesOf(params))) return clientLacks(tasksCapability);
      const task = ids.read(params['taskId'], exchange);
      const source = task && tools.get(task.tool)?.tasks;
      return task && source ? serve(task, source, params, exchange) : unknownTask;
    };
  return {
    create(tool, { handle, lookAfter, message }, exchange) {
      const createdAt = new Date().toISOString();
      const task = { tool: tool.name, handle, createdAt };
      const id = ids.write(task, exchange);
      return describeTask(id, task, { status: 'working', lookAfter, message });
    },
    methods: [
      [
        'tasks/get',
        method(async (task, source, params, exchange) => {
          const state = await source.look(task.handle, contextOf(exchange));
          if (state.status === 'unknown') return unknownTask;
          return complete(describeTask(String(params['taskId']), task, state));
        }),
      ],
      [
        'tasks/update',
        method(async (task, source, params, exchange) => {
          const { inputResponses } = params;
          if (!isObject(inputResponses)) return responsesMissing;
          await source.answer?.(task.handle, inputResponses, contextOf(exchange));
          return complete('');
        }),
      ],
      [
        'tasks/cancel',
        method(async (task, source, _params, exchange) => {
          await source.cancel(task.handle, contextOf(exchange));
          return complete('');
        }),
      ],
    ],
  };
}

function contextOf({ caller, whenGone }: Exchange): {
  readonly caller: Exchange['caller'];
  readonly whenGone: Exchange['whenGone'];
} {
  return { caller, whenGone };
}

const unknownTask = rpcError(
  errorCode.invalidParams,
  200,
  'Unknown task: "params.taskId" is no id that was given to this caller, or it has expired.',
);
const responsesMissing = rpcError(errorCode.invalidParams, 200, '"params.inputResponses" must be a JSON object.');
