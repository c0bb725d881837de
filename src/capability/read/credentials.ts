import type { DigestAuthentication, SimpleAuthentication } from '../authentication.ts';
import type { Reader } from '../reader.ts';

/** The authentications that are the same text with every request, whoever asks for them; undefined for any other. */
export function readSimple(type: string, reader: Reader): SimpleAuthentication | undefined {
  switch (type) {
    case 'bearer':
      return { type, token: requiredCredential(reader, 'token') };
    case 'basic': {
      // Many APIs take a key as the user name, and no password; one that is there and cannot be read leaves nothing to call with.
      const password = reader.text('password');
      const isReadable = password !== undefined || !reader.has('password');
      return {
        type,
        username: isReadable ? requiredCredential(reader, 'username') : '',
        password: asTemplate(password ?? ''),
      };
    }
    case 'apikey':
      return {
        type,
        key: keyName(reader),
        value: requiredCredential(reader, 'value'),
        placement: placementOf(reader) === 'query' ? 'query' : 'header',
      };
    default:
      return undefined;
  }
}

export function readDigest(reader: Reader): DigestAuthentication {
  return {
    type: 'digest',
    username: requiredCredential(reader, 'username'),
    password: requiredCredential(reader, 'password'),
  };
}

/** A credential that must be there; reported and '' when it is not. */
export function requiredCredential(reader: Reader, key: string): string {
  return asTemplate(reader.requiredText(key));
}

/** Specifications write variables of the environment `$env.KEY` in places, people `${KEY}`: neither is anybody's secret. */
function asTemplate(credential: string): string {
  return credential.replaceAll(
    /\$(?:(env\.\w+)|\{\s*([\w.]+)\s*\})/g,
    (_, variable, other) => `{{${variable ?? other}}}`,
  );
}

/** `placement` and `key`, or as some documents write it, `in` and `name`. */
export function placementOf(reader: Reader): string | undefined {
  return reader.textOf('placement', 'in')?.toLowerCase();
}

export function keyName(reader: Reader): string {
  return reader.textOf('key', 'name') ?? 'X-API-Key';
}

/**
 * A client's name and secret at its authorization server. They have no keyword in the specification, so they are
 * variables called after who uses them: `BILLING_API_CLIENT_ID` for the namespace `billing-api`.
 */
export function readClient(
  reader: Reader,
  namespace: string,
): { readonly clientId: string; readonly clientSecret: string } {
  const prefix = namespace.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  return {
    clientId: asTemplate(reader.textOf('clientId', 'client_id') ?? `{{${prefix}_CLIENT_ID}}`),
    clientSecret: asTemplate(reader.textOf('clientSecret', 'client_secret') ?? `{{${prefix}_CLIENT_SECRET}}`),
  };
}
