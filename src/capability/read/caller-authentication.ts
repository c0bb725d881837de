import type { CallerAuthentication } from '../authentication.ts';
import type { Reader } from '../reader.ts';
import { placementOf, readClient, readDigest, readSimple } from './credentials.ts';
import { readScopes } from './scopes.ts';

/**
 * The `authentication` an exposed server asks of its callers; undefined when it asks for none. What cannot be checked is
 * reported and `unsupported`: serving it without the check its author asked for would open what was meant to be closed.
 */
export function readCallerAuthentication(expose: Reader): CallerAuthentication | 'unsupported' | undefined {
  const name = expose.text('namespace') ?? expose.path;
  if (expose.isLeftOpen('authentication')) {
    expose.report('unsupported', `${name} does not say how its callers authenticate; it is left out.`, {
      key: 'authentication',
      fix: 'Write it down, or remove `authentication:` to serve this machine without a check.',
    });
    return 'unsupported';
  }
  if (!expose.has('authentication')) return undefined;
  const reader = expose.child('authentication');
  // Something is asked of callers, and what it is cannot be read; that was reported.
  if (!reader) return 'unsupported';
  const type = reader.requiredText('type').toLowerCase();
  switch (type) {
    case 'none':
      return undefined;
    case 'digest':
      return readDigest(reader);
    case 'oauth2':
      return readResourceServer(reader, name);
    default: {
      const isCookie = type === 'apikey' && placementOf(reader) === 'cookie';
      const simple = isCookie ? undefined : readSimple(type, reader);
      if (simple) return simple;
      reader.report(
        'unsupported',
        `The server ${name} asks its callers for authentication of type \`${type}\`${isCookie ? ' in a cookie' : ''}, which cannot be checked here; it is left out.`,
        { key: 'type', fix: 'Supported for callers are bearer, basic, apikey, digest and oauth2.' },
      );
      return 'unsupported';
    }
  }
}

function readResourceServer(reader: Reader, namespace: string): CallerAuthentication | 'unsupported' {
  const scopes = readScopes(reader);
  const validation = readValidation(reader);
  const missing = ['authorizationServerUri', 'resource'].filter((key) => reader.requiredText(key) === '');
  if (!scopes || !validation || missing.length > 0) {
    reader.report('unsupported', `Of callers of ${namespace} it is not known which tokens are good; it is left out.`, {
      fix: 'Say whose tokens are taken with `authorizationServerUri:`, and for which address of this server with `resource:`.',
    });
    return 'unsupported';
  }
  const accepted = {
    type: 'oauth2',
    authorizationServerUri: reader.requiredText('authorizationServerUri'),
    resource: reader.requiredText('resource'),
    audience: notEmpty(reader, 'audience', namespace),
    tokenEndpoint: notEmpty(reader, 'tokenEndpoint', namespace),
    scopes,
  } as const;
  return validation === 'jwks'
    ? { ...accepted, validation }
    : { ...accepted, validation, ...readClient(reader, namespace) };
}

/** What may be left out, and must be something where it is written. */
function notEmpty(reader: Reader, key: string, namespace: string): string | undefined {
  const text = reader.text(key);
  if (text?.trim() === '') {
    reader.report(
      'missing-key',
      `There is nothing behind \`${key}\`, so no token is good for ${namespace}: nobody is let in.`,
      {
        key,
        fix: `Write something there, or leave \`${key}:\` out.`,
      },
    );
  }
  return text;
}

function readValidation(reader: Reader): 'jwks' | 'introspection' | undefined {
  const isWritten = reader.has('tokenValidation') || reader.isLeftOpen('tokenValidation');
  const validation = isWritten ? reader.text('tokenValidation')?.toLowerCase() : 'jwks';
  if (validation === 'jwks' || validation === 'introspection') return validation;
  reader.report('wrong-type', `\`${reader.path}.tokenValidation\` should be jwks or introspection.`, {
    key: 'tokenValidation',
  });
  return undefined;
}
