import type { Change } from './changes.ts';

/** What a client has asked to hear of (MCP 2026-07-28, "Notification Filter"; `taskIds` is SEP-2663's). */
export interface Filter {
  readonly lists: ReadonlySet<Change['kind']>;
  readonly resources: ReadonlySet<string>;
  readonly taskIds: readonly string[];
}

const lists = { toolsListChanged: 'tools', promptsListChanged: 'prompts', resourcesListChanged: 'resources' } as const;

/** More than this many of a kind in one request are not heard of. */
const most = 1000;

export function readFilter(asked: Readonly<Record<string, unknown>>): Filter {
  const wanted = Object.entries(lists).flatMap(([name, kind]) => (asked[name] === true ? [kind] : []));
  return {
    lists: new Set(wanted),
    resources: new Set(texts(asked['resourceSubscriptions'])),
    taskIds: texts(asked['taskIds']),
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, most) : [];
}

/** The filter as it is honoured, in the client's own words. */
export function describeFilter({ lists: wanted, resources, taskIds }: Filter): object {
  const honoured = Object.entries(lists).flatMap(([name, kind]) => (wanted.has(kind) ? [[name, true]] : []));
  return {
    ...Object.fromEntries(honoured),
    ...(resources.size > 0 && { resourceSubscriptions: [...resources] }),
    ...(taskIds.length > 0 && { taskIds }),
  };
}

export function isWanted(change: Change, { lists: wanted, resources }: Filter): boolean {
  return change.kind === 'resource' ? resources.has(change.uri) : wanted.has(change.kind);
}
