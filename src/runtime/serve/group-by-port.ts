import type { Exposed } from './exposed.ts';
import { groupBy } from './group-by.ts';

/**
 * The port a server is to have. `0`: a free one, together with those whose documents give the same port; `own`: a free
 * one that it has to itself.
 */
export type WantedPort = number | 'own';

/** The servers that share a listener. */
export interface Group {
  /** What tells it from other groups, also after a reload. */
  readonly key: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly servers: readonly Exposed[];
}

export function groupByPort(
  servers: readonly Exposed[],
  wanted: (namespace: string, written: number) => WantedPort,
): readonly Group[] {
  const ports = new Map(servers.map(({ server }) => [server, wanted(server.namespace, server.port)]));
  const owners = new Map<string, number>();
  const keyOf = ({ server: { namespace, port: written }, server }: Exposed): string => {
    const port = ports.get(server);
    if (typeof port === 'number' && port > 0) return `port ${port}`;
    if (port === 0 && written !== 0) return `free ${written}`;
    // Two documents may expose servers of the same name; the second and further ones are told apart by their number.
    const count = (owners.get(namespace) ?? 0) + 1;
    owners.set(namespace, count);
    return `own ${namespace} ${count}`;
  };
  return [...groupBy(servers, keyOf)].map(([key, group]) => {
    const port = group[0] && ports.get(group[0].server);
    return { key, servers: group, port: typeof port === 'number' ? port : 0 };
  });
}
