import { isObject } from '../../../json/json.ts';
import type { Answer, Method } from '../era.ts';
import { errorCode, rpcError } from '../json-rpc.ts';
import type { Change, Changes } from './changes.ts';
import { changeNotification } from './notification.ts';

const subscriptionKey = 'io.modelcontextprotocol/subscriptionId';

/** The changes a client has asked to hear of. */
interface Filter {
  readonly lists: ReadonlySet<Change['kind']>;
  readonly resources: ReadonlySet<string>;
}

/**
 * Serves `subscriptions/listen` (MCP 2026-07-28, "Subscriptions"): its answer comes when the server goes away, and until
 * then the client hears of the changes it asked for, and of nothing else.
 *
 * @param complete makes a whole result of members of its `_meta`, as JSON text.
 */
export function createListen(changes: Changes, complete: (meta: string) => string): Method {
  return (params, exchange, id) => {
    const { notifications } = params;
    if (!isObject(notifications)) return filterMissing;
    if (!exchange.canNotify) return noStream;
    const filter = readFilter(notifications);
    const _meta = { [subscriptionKey]: id };
    return new Promise<Answer>((resolve) => {
      const end = (): void => resolve(complete(JSON.stringify(_meta).slice(1, -1)));
      const stop = changes.listen({
        changed(change) {
          if (!isWanted(change, filter)) return;
          const [method, content] = changeNotification(change);
          exchange.notify(method, { ...content, _meta });
        },
        closed: end,
      });
      if (!stop) return resolve(tooMany);
      exchange.whenGone(() => {
        stop();
        end();
      });
      const accepted = describeFilter(filter);
      exchange.notify('notifications/subscriptions/acknowledged', { _meta, notifications: accepted });
    });
  };
}

const lists = { toolsListChanged: 'tools', promptsListChanged: 'prompts', resourcesListChanged: 'resources' } as const;

function readFilter(asked: Readonly<Record<string, unknown>>): Filter {
  const { resourceSubscriptions: uris } = asked;
  const wanted = Object.entries(lists).flatMap(([name, kind]) => (asked[name] === true ? [kind] : []));
  return { lists: new Set(wanted), resources: new Set(Array.isArray(uris) ? uris.filter(isText) : []) };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** The filter as it is honoured, in the client's own words. */
function describeFilter({ lists: wanted, resources }: Filter): object {
  const honoured = Object.entries(lists).flatMap(([name, kind]) => (wanted.has(kind) ? [[name, true]] : []));
  return {
    ...Object.fromEntries(honoured),
    ...(resources.size > 0 && { resourceSubscriptions: [...resources] }),
  };
}

function isWanted(change: Change, { lists: wanted, resources }: Filter): boolean {
  return change.kind === 'resource' ? resources.has(change.uri) : wanted.has(change.kind);
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
