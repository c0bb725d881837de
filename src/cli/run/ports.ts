import type { PortUnavailable } from '../../runtime/listen.ts';
import type { StartOptions } from '../../runtime/start.ts';
import { CommandError, usageError } from '../exit.ts';
import { readNamespaced } from '../pairs.ts';

/** By namespace; `*` is every server there is. */
export function readPorts(given: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...readNamespaced(given, () => false)].map(([namespace, text]) => [namespace, readPort(text)]));
}

function readPort(text: string): number {
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw usageError(`--port takes a port from 0 to 65535, or NAMESPACE=PORT, not \`${text}\`.`);
}

/**
 * A bare 0 moves every server to a free port; any other bare port can be that of one server only.
 *
 * @throws CommandError when there are more.
 */
export function checkBarePort(ports: ReadonlyMap<string, number>, namespaces: ReadonlySet<string>): void {
  const bare = ports.get('*');
  if (!bare || namespaces.size < 2) return;
  const [first, second] = [...namespaces].map((namespace) => `--port ${namespace}=${bare}`);
  throw usageError(`--port ${bare} does not say which server to move. Write ${first} or ${second}.`);
}

/** Servers moved by a bare 0 stay together as their documents have them; one that is named has its free port alone. */
export function portsBy(ports: ReadonlyMap<string, number>): StartOptions['port'] {
  return (namespace, written) => {
    const own = ports.get(namespace);
    return own === 0 ? 'own' : (own ?? ports.get('*') ?? written);
  };
}

export function portProblem({ message, isForeign, namespace = 'NAMESPACE' }: PortUnavailable): CommandError {
  const advice = isForeign
    ? 'Give one of its own with --host.'
    : `Move the server with --port ${namespace}=PORT, or all of them to free ports with --port 0.`;
  return new CommandError(`${message} ${advice}`);
}
