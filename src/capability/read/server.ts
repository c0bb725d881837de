import type { Expose } from '../model.ts';
import type { Reader } from '../reader.ts';
import { readCallerAuthentication } from './caller-authentication.ts';

export type ReadServer = Pick<Expose, 'namespace' | 'description' | 'port' | 'authentication' | 'place'>;

const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/**
 * What every kind of server has; `fallback` is the port when the document gives none.
 *
 * @returns undefined, reported, when its callers cannot be checked as the document asks.
 */
export function readServer(reader: Reader, fallback: number): ReadServer | undefined {
  const authentication = readCallerAuthentication(reader);
  if (authentication === 'unsupported') return undefined;
  const address = reader.text('address');
  if (address !== undefined && !loopback.has(address)) {
    reader.report(
      'address-ignored',
      `The document asks to listen on ${address}; Capstan listens on this machine only.`,
      {
        key: 'address',
        fix: `Run with --host ${address} to open it to the network.`,
      },
    );
  }
  let port = reader.number('port') ?? fallback;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    reader.report('wrong-type', `\`${reader.path}.port\` should be a port, 0 to 65535; ${fallback} is used instead.`, {
      key: 'port',
      severity: 'warning',
    });
    port = fallback;
  }
  return {
    namespace: readNamespace(reader),
    description: reader.text('description'),
    port,
    authentication,
    place: reader.place,
  };
}

/** A server that has no name of its own is called after its type. */
function readNamespace(reader: Reader): string {
  const namespace = reader.text('namespace') ?? '';
  if (namespace !== '') return namespace;
  const type = reader.text('type')?.toLowerCase() ?? 'server';
  reader.report('missing-key', `\`${reader.path}\` has no \`namespace\`; it is called \`${type}\`.`, {
    fix: 'Add `namespace:` here.',
    severity: 'warning',
  });
  return type;
}
