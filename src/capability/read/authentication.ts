import type { Authentication } from '../authentication.ts';
import type { Reader } from '../reader.ts';
import { keyName, placementOf, readClient, readDigest, readSimple, requiredCredential } from './credentials.ts';

/** The `authentication` of a consumed API; undefined when it has none. One that cannot be read keeps every call from being sent. */
export function readAuthentication(consume: Reader, namespace: string): Authentication | undefined {
  if (!consume.has('authentication')) return undefined;
  const reader = consume.child('authentication');
  if (!reader) {
    consume.report(
      'unsupported-authentication',
      `How calls to ${namespace} authenticate cannot be read, so calls to this API are refused.`,
      { key: 'authentication', fix: 'Write it as a mapping with a `type:`.' },
    );
    return { type: 'unsupported', name: 'unreadable' };
  }
  const type = reader.requiredText('type').toLowerCase();
  switch (type) {
    case 'none':
      return undefined;
    case 'digest':
      return readDigest(reader);
    case 'oauth2':
      return readOAuth2(reader, namespace);
    default: {
      if (type === 'apikey' && placementOf(reader) === 'cookie')
        return { type: 'cookie', key: keyName(reader), value: requiredCredential(reader, 'value') };
      const simple = readSimple(type, reader);
      if (simple) return simple;
      reader.report(
        'unsupported-authentication',
        `Authentication of type \`${type}\` is not one that Capstan can do; calls to this API are refused.`,
        { key: 'type', fix: 'Supported are bearer, basic, apikey, digest and oauth2 (client credentials).' },
      );
      return { type: 'unsupported', name: type };
    }
  }
}

function readOAuth2(reader: Reader, namespace: string): Authentication {
  const scopes = reader.value('scopes');
  const tokenEndpoint = reader.textOf('tokenEndpoint', 'tokenUri', 'tokenUrl');
  const authorizationServerUri = reader.text('authorizationServerUri');
  if (tokenEndpoint === undefined && authorizationServerUri === undefined) {
    reader.report(
      'missing-key',
      `\`${reader.path}\` does not say where tokens come from; calls to this API are refused.`,
      {
        fix: 'Add `tokenEndpoint:` or `authorizationServerUri:` here.',
      },
    );
    return { type: 'unsupported', name: 'oauth2 without a token endpoint' };
  }
  return {
    type: 'oauth2',
    tokenEndpoint,
    authorizationServerUri,
    ...readClient(reader, namespace),
    scopes: Array.isArray(scopes) ? scopes.map(String) : typeof scopes === 'string' ? scopes.split(/[\s,]+/) : [],
    audience: reader.text('audience'),
    resource: reader.text('resource'),
  };
}
