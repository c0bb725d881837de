import { isObject } from '../../../json/json.ts';
import { clientCapabilities } from '../message/envelope.ts';
import type { Answer, Method } from '../era.ts';
import type { Exchange } from '../exchange.ts';
import { clientLacks } from '../input/settle-by-retry.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import { followsTasks, tasksCapability } from '../tasks/capability.ts';
import type { Task, Tasks } from '../tasks/tasks.ts';
import { watchTask } from '../tasks/watch.ts';
import type { Changes } from './changes.ts';
import { describeFilter, isWanted, readFilter } from './filter.ts';
import { changeNotification } from './notification.ts';

const subscriptionKey = 'io.modelcontextprotocol/subscriptionId';

interface ListenOptions {
  readonly changes: Changes;
  /** Undefined where no tool has any. */
  readonly tasks: Tasks | undefined;
  /** Makes a whole result of members of its `_meta`, as JSON text. */
  readonly complete: (meta: string) => string;
}

/**
 * Serves `subscriptions/listen` (MCP 2026-07-28, "Subscriptions"): its answer comes when the server goes away, and until
 * then the client hears of the changes it asked for, and of nothing else.
 */
export function createListen({ changes, tasks, complete }: ListenOptions): Method {
  return (params, exchange, id) => {
    const { notifications } = params;
    if (!isObject(notifications)) return filterMissing;
    const asked = readFilter(notifications);
    if (asked.taskIds.length > 0 && !followsTasks(clientCapabilities(params))) return clientLacks(tasksCapability);
    if (!exchange.canNotify) return noStream;
    const watched = findTasks(asked.taskIds, tasks, exchange);
    const filter = { ...asked, taskIds: [...watched.keys()] };
    const _meta = { [subscriptionKey]: id };
    return new Promise<Answer>((resolve) => {
      const stop = changes.listen({
        changed(change) {
          if (!isWanted(change, filter)) return;
          const [method, content] = changeNotification(change);
          exchange.notify(method, { ...content, _meta });
        },
        closed: () => end(),
      });
      if (!stop) return resolve(tooMany);
      exchange.notify('notifications/subscriptions/acknowledged', { _meta, notifications: describeFilter(filter) });
      const watches = [...watched.values()].map((task) =>
        watchTask(task, (members) => exchange.notify('notifications/tasks', { ...JSON.parse(`{${members}}`), _meta })),
      );
      const end = (): void => {
        stop();
        for (const watch of watches) watch.stop();
        resolve(complete(JSON.stringify(_meta).slice(1, -1)));
      };
      exchange.whenGone(end);
    });
  };
}

function findTasks(ids: readonly string[], tasks: Tasks | undefined, exchange: Exchange): ReadonlyMap<string, Task> {
  const found = ids.map((id) => [id, tasks?.find(id, { caller: exchange.caller })] as const);
  return new Map(found.flatMap(([id, task]) => (task ? [[id, task]] : [])));
}

const filterMissing = rpcError(
  errorCode.invalidParams,
  200,
  '"params.notifications" must be an object that says which changes to listen to.',
);
const noStream = rpcError(
  errorCode.invalidRequest,
  406,
  'Listening takes an event stream: the Accept header must allow text/event-stream.',
);
const tooMany = rpcError(errorCode.internalError, 200, 'Too many clients are listening; poll the lists instead.');
