import type { PortUnavailable } from '../runtime/listen.ts';
import type { StartOptions } from '../runtime/start.ts';
import { CommandError, usageError } from './exit.ts';
import { wholeNumber } from './option-parsers.ts';
import { readNamespaced } from './pairs.ts';

/** A bare 0 moves every server to a free port; any other bare port can be that of one server only. */
export function readPorts(given: readonly string[]): ReadonlyMap<string, number> {
  const parse = wholeNumber('--port', 0);
  const ports = new Map([...readNamespaced(given, () => false)].map(([namespace, text]) => [namespace, parse(text)]));
  const bare = ports.get('*');
  if (bare !== undefined && bare !== 0)
    throw usageError(`--port ${bare} does not say which server to move: --port NAMESPACE=${bare}.`);
  if ([...ports.values()].some((port) => port > 65_535)) throw usageError('--port takes a port of at most 65535.');
  return ports;
}

/** Servers moved by a bare 0 stay together as their documents have them; one that is named has its free port alone. */
export function portsBy(ports: ReadonlyMap<string, number>): StartOptions['port'] {
  return (namespace, written) => {
    const own = ports.get(namespace);
    return own === 0 ? 'own' : (own ?? ports.get('*') ?? written);
  };
}

export function portProblem({ message, namespace = 'NAMESPACE' }: PortUnavailable): CommandError {
  return new CommandError(
    `${message} Move the server with --port ${namespace}=PORT, or all of them to free ports with --port 0.`,
  );
}
