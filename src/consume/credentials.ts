import type { Authentication } from '../capability/authentication.ts';
import type { Failure } from '../problem/failure.ts';
import { isHeaderName, isHeaderText } from './header-text.ts';
import { howToSet, resolveText, type Variables } from './variables.ts';

/** What authenticates a request: a header, or a query parameter. `secrets` are the texts no output may show. */
export interface Credentials {
  readonly header?: readonly [name: string, value: string];
  readonly query?: readonly [name: string, value: string];
  /** What takes more than one request, or a request of its own. */
  readonly handshake?: Handshake;
  readonly secrets: readonly string[];
}

export type Handshake = Extract<Authentication, { readonly type: 'digest' | 'oauth2' }>;

/** Prepares the authentication of a consumed API; a failure is what every call to it then comes to, unsent. */
export function resolveCredentials(
  authentication: Authentication | undefined,
  variables: Variables,
): Credentials | { readonly failure: Failure } {
  if (!authentication) return { secrets: [] };
  const missing: string[] = [];
  let isEmpty = false;
  const fill = (text: string): string => {
    const resolved = resolveText(text, variables);
    if ('missing' in resolved) missing.push(...resolved.missing);
    else if (resolved.value !== '') return resolved.value;
    else isEmpty = true;
    return '';
  };
  const credentials = prepare(authentication, fill);
  if (!credentials) return { failure: unsupported(authentication.type === 'unsupported' ? authentication.name : '') };
  if (missing.length > 0) return { failure: missingSecret(missing, variables) };
  if (isEmpty) return { failure: noSecret(authentication.type) };
  const [name, value] = credentials.header ?? ['x', ''];
  if (!isHeaderName(name)) return { failure: badHeaderName(name) };
  // A header could not carry it, and nobody's key has such characters: a copying accident.
  if (!isHeaderText(value) || credentials.secrets.some(hasControlCharacter)) return { failure: badSecret };
  return credentials;
}

function prepare(authentication: Authentication, fill: (text: string) => string): Credentials | undefined {
  switch (authentication.type) {
    case 'bearer': {
      const token = fill(authentication.token);
      return { header: ['authorization', `Bearer ${token}`], secrets: [token] };
    }
    case 'basic': {
      const username = fill(authentication.username);
      // A document may say that there is none; a variable for it must have a value.
      const password = authentication.password === '' ? '' : fill(authentication.password);
      const encoded = Buffer.from(`${username}:${password}`).toString('base64'); // RFC 7617 §2
      return {
        header: ['authorization', `Basic ${encoded}`],
        secrets: [password === '' ? username : password, encoded],
      };
    }
    case 'apikey': {
      const value = fill(authentication.value);
      const pair = [authentication.key, value] as const;
      return authentication.placement === 'query'
        ? { query: pair, secrets: [value] }
        : { header: pair, secrets: [value] };
    }
    case 'cookie': {
      const value = fill(authentication.value);
      return { header: ['cookie', `${authentication.key}=${value}`], secrets: [value] };
    }
    case 'digest': {
      const [username, password] = [fill(authentication.username), fill(authentication.password)];
      return { handshake: { type: 'digest', username, password }, secrets: [password] };
    }
    case 'oauth2': {
      const [clientId, clientSecret] = [fill(authentication.clientId), fill(authentication.clientSecret)];
      return { handshake: { ...authentication, clientId, clientSecret }, secrets: [clientSecret] };
    }
    case 'unsupported':
      return undefined;
  }
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

function missingSecret(missing: readonly string[], variables: Variables): Failure {
  const names = [...new Set(missing)];
  return {
    code: 'missing-secret',
    status: 503,
    detail: `${names.join(' and ')} ${names.length > 1 ? 'have' : 'has'} no value, so nothing was sent. ${howToSet(names, variables)}`,
    retry: 'never',
  };
}

function noSecret(type: string): Failure {
  return {
    code: 'missing-secret',
    status: 503,
    detail: `The document asks for authentication of type \`${type}\` with an empty value, so nothing was sent. Write the name of a variable there, in double braces.`,
    retry: 'never',
  };
}

const badSecret: Failure = {
  code: 'missing-secret',
  status: 503,
  detail:
    'The credential of this API holds a line break or another character that no credential has, so nothing was sent. Set it again, without what was copied along with it.',
  retry: 'never',
};

function badHeaderName(name: string): Failure {
  return {
    code: 'unsupported-authentication',
    status: 501,
    detail: `The API key is to be sent in a header named \`${name}\`, which is no name a header can have, so nothing was sent.`,
    retry: 'never',
  };
}

function unsupported(name: string): Failure {
  return {
    code: 'unsupported-authentication',
    status: 501,
    detail: `The API asks for authentication of type \`${name}\`, which Capstan cannot do, so nothing was sent. Supported are bearer, basic, apikey, digest and oauth2 (client credentials).`,
    retry: 'never',
  };
}
