import type { Authentication, CallerAuthentication } from '../model.ts';
import type { Reader } from '../reader.ts';

/** The `authentication` of a consumed API; undefined when it has none. */
export function readAuthentication(consume: Reader, namespace: string): Authentication | undefined {
  const reader = consume.child('authentication');
  if (!reader) return undefined;
  const type = reader.requiredText('type').toLowerCase();
  switch (type) {
    case 'none':
      return undefined;
    case 'apikey':
      return placementOf(reader) === 'cookie'
        ? { type: 'cookie', key: keyName(reader), value: reader.requiredText('value') }
        : readApiKey(reader);
    case 'digest':
      return { type, username: reader.requiredText('username'), password: reader.requiredText('password') };
    case 'oauth2':
      return readOAuth2(reader, namespace);
    default: {
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

/** The `authentication` an exposed server asks of its callers; `unsupported` for one that cannot be checked. */
export function readCallerAuthentication(expose: Reader): CallerAuthentication | 'unsupported' | undefined {
  if (expose.isLeftOpen('authentication')) {
    expose.report(
      'unsupported',
      `${expose.text('namespace') ?? expose.path} does not say how its callers authenticate; it is left out.`,
      {
        key: 'authentication',
        fix: 'Write it down, or remove `authentication:` to serve this machine without a check.',
      },
    );
    return 'unsupported';
  }
  if (!expose.has('authentication')) return undefined;
  const reader = expose.child('authentication');
  // Something is asked of callers, and what it is cannot be read; that was reported.
  if (!reader) return 'unsupported';
  const type = reader.requiredText('type').toLowerCase();
  if (type === 'none') return undefined;
  const isCookie = type === 'apikey' && placementOf(reader) === 'cookie';
  const simple = isCookie ? undefined : readSimple(type, reader);
  if (simple) return simple;
  // Serving it without the check its author asked for would open what was meant to be closed.
  reader.report(
    'unsupported',
    `The server ${expose.text('namespace') ?? expose.path} asks its callers for authentication of type \`${type}\`${isCookie ? ' in a cookie' : ''}, which cannot be checked here; it is left out.`,
    { key: 'type', fix: 'Supported for callers are bearer, basic and apikey.' },
  );
  return 'unsupported';
}

function readSimple(type: string, reader: Reader): CallerAuthentication | undefined {
  switch (type) {
    case 'bearer':
      return { type, token: reader.requiredText('token') };
    case 'basic':
      // Many APIs take a key as the user name, and no password.
      return { type, username: reader.requiredText('username'), password: reader.text('password') ?? '' };
    case 'apikey':
      return readApiKey(reader);
    default:
      return undefined;
  }
}

/** `placement` and `key`, or as some documents write it, `in` and `name`. */
function readApiKey(reader: Reader): CallerAuthentication {
  return {
    type: 'apikey',
    key: keyName(reader),
    value: reader.requiredText('value'),
    placement: placementOf(reader) === 'query' ? 'query' : 'header',
  };
}

function placementOf(reader: Reader): string | undefined {
  return reader.textOf('placement', 'in')?.toLowerCase();
}

function keyName(reader: Reader): string {
  return reader.textOf('key', 'name') ?? 'X-API-Key';
}

/**
 * The client's own name and secret have no keyword in the specification, so they are variables called after the API:
 * `BILLING_API_CLIENT_ID` for the namespace `billing-api`.
 */
function readOAuth2(reader: Reader, namespace: string): Authentication {
  const prefix = namespace.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
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
    clientId: reader.textOf('clientId', 'client_id') ?? `{{${prefix}_CLIENT_ID}}`,
    clientSecret: reader.textOf('clientSecret', 'client_secret') ?? `{{${prefix}_CLIENT_SECRET}}`,
    scopes: Array.isArray(scopes) ? scopes.map(String) : typeof scopes === 'string' ? scopes.split(/[\s,]+/) : [],
    audience: reader.text('audience'),
    resource: reader.text('resource'),
  };
}
