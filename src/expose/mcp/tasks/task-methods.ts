import { isObject } from '../../../json/json.ts';
import { clientCapabilities } from '../message/envelope.ts';
import type { Answer, Method } from '../era.ts';
import { clientLacks } from '../input/settle-by-retry.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import type { Params } from '../message/json-rpc.ts';
import { followsTasks, tasksCapability } from './capability.ts';
import type { Task, Tasks } from './tasks.ts';

/**
 * `tasks/get`, `tasks/update` and `tasks/cancel` (SEP-2663).
 *
 * @param complete makes a whole result of members, as JSON text.
 */
export function taskMethods(
  tasks: Tasks,
  complete: (members: string) => string,
): readonly (readonly [string, Method])[] {
  const method =
    (serve: (task: Task, params: Params) => Answer | Promise<Answer>): Method =>
    (params, exchange) => {
      if (!followsTasks(clientCapabilities(params))) return clientLacks(tasksCapability);
      const task = tasks.find(params['taskId'], exchange);
      return task ? serve(task, params) : unknownTask;
    };
  return [
    [
      'tasks/get',
      method(async (task) => {
        const view = await task.look();
        return view ? complete(view.text) : unknownTask;
      }),
    ],
    [
      'tasks/update',
      method(async (task, { inputResponses }) => {
        if (!isObject(inputResponses)) return responsesMissing;
        await task.answer(inputResponses);
        return complete('');
      }),
    ],
    [
      'tasks/cancel',
      method(async (task) => {
        await task.cancel();
        return complete('');
      }),
    ],
  ];
}

const unknownTask = rpcError(
  errorCode.invalidParams,
  200,
  'Unknown task: "params.taskId" is no id that was given to this caller, or it has expired.',
);
const responsesMissing = rpcError(errorCode.invalidParams, 200, '"params.inputResponses" must be a JSON object.');
