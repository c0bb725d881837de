import type { Forward } from '../model.ts';
import type { Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { readOwnScopes } from './own-scopes.ts';
import type { ReadServer } from './server.ts';

/** The `forward` of an exposed resource: everything below its path goes to a consumed API. */
export function readForward(
  resource: Reader,
  path: string,
  server: ReadServer,
  { consumes, missing }: Scope,
): readonly Forward[] {
  const reader = resource.child('forward');
  if (!reader) return [];
  const target = reader.requiredText('targetNamespace');
  if (!consumes.some(({ namespace }) => namespace === target)) {
    if (missing.has(target)) return [];
    reader.report('unknown-call', `\`targetNamespace: ${target}\` names no consumed API; the resource is left out.`, {
      key: 'targetNamespace',
      fix: `Consumed are ${consumes.map(({ namespace }) => namespace).join(', ') || 'none'}.`,
    });
    return [];
  }
  const scopes = readOwnScopes(reader, `what is below ${path}`, server);
  if (!scopes) return [];
  const headers = reader.list('trustedHeaders') ?? [];
  return [
    {
      // The placeholder at the end stands for all that follows.
      path: path.replace(/\/?\{\{?[^{}]*\}?\}\/?$/, ''),
      target,
      trustedHeaders: headers.filter((name) => typeof name === 'string').map((name) => name.toLowerCase()),
      scopes,
      place: reader.place,
    },
  ];
}
