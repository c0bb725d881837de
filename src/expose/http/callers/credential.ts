import type { IncomingMessage } from 'node:http';
import type { SimpleAuthentication } from '../../../capability/authentication.ts';
import { headerBytes, headerValues } from './header-values.ts';
import { queryValues } from './query-key.ts';

/** One way to show who one is. */
export interface Credential {
  /** What the right caller shows, decoded; undefined when a part of it is empty, which nobody may match. */
  readonly expected: string | undefined;
  /** Whatever stands where the credential belongs: none, one, or too many. */
  readonly read: (request: IncomingMessage) => readonly string[];
  /** undefined when it is another kind of credential. */
  readonly decode: (value: string) => string | Buffer | undefined;
  /** What to send, for people. */
  readonly words: string;
  readonly challenge: string;
  readonly challengeWhenWrong?: string;
}

export function describeCredential(authentication: SimpleAuthentication): Credential {
  switch (authentication.type) {
    case 'bearer':
      return {
        expected: unlessEmpty([authentication.token]),
        read: (request) => headerValues(request, 'authorization'),
        decode: (value) => afterScheme(value, /^Bearer +/i),
        words: '`Authorization: Bearer TOKEN`',
        challenge: 'Bearer realm="capstan"',
        challengeWhenWrong: 'Bearer realm="capstan", error="invalid_token"', // RFC 6750 §3.1
      };
    case 'basic':
      return {
        expected: unlessEmpty([authentication.username, authentication.password]),
        read: (request) => headerValues(request, 'authorization'),
        decode: (value) => {
          const encoded = afterScheme(value, /^Basic +/i);
          return encoded && Buffer.from(encoded.toString(), 'base64'); // RFC 7617 §2
        },
        words: '`Authorization: Basic …`, with a user name and password',
        challenge: 'Basic realm="capstan", charset="UTF-8"',
      };
    case 'apikey':
      return describeKey(authentication.key, authentication.value, authentication.placement);
  }
}

/** No registered scheme is like an API key, but a 401 must have a challenge. */
const keyChallenge = 'ApiKey realm="capstan"';

function describeKey(key: string, value: string, placement: 'header' | 'query'): Credential {
  const expected = key === '' ? undefined : unlessEmpty([value]);
  if (placement === 'query') {
    return {
      expected,
      read: (request) => queryValues(request.url ?? '', key),
      decode: (text) => text,
      words: `the query parameter ${key}`,
      challenge: keyChallenge,
    };
  }
  const name = key.toLowerCase();
  return {
    expected,
    read: (request) => headerValues(request, name),
    decode: headerBytes,
    words: `the header ${key}`,
    challenge: keyChallenge,
  };
}

function unlessEmpty(parts: readonly string[]): string | undefined {
  return parts.includes('') ? undefined : parts.join(':');
}

function afterScheme(value: string, scheme: RegExp): Buffer | undefined {
  const match = scheme.exec(value);
  return match ? headerBytes(value.slice(match[0].length)) : undefined;
}
