import type { CallerAuthentication, SimpleAuthentication } from '../../../capability/authentication.ts';
import type { Callers } from '../callers.ts';
import { checkCredential } from './check-credential.ts';
import { describeCredential } from './credential.ts';
import { checkDigest } from './digest.ts';
import { withoutParameter } from './query-key.ts';
import { createTokenCallers, type TokenOptions } from './token-callers.ts';

/** @param authentication with its values filled in; where one is empty, nobody is let in. */
export function createCallers(authentication: CallerAuthentication, options: TokenOptions): Callers {
  switch (authentication.type) {
    case 'oauth2':
      return createTokenCallers(authentication, options);
    case 'digest':
      return ofOneCredential({
        check: checkDigest(authentication),
        shows: '`Authorization: Digest …`, with a user name and password',
        scheme: { type: 'http', scheme: 'digest' },
      });
    default: {
      const credential = describeCredential(authentication);
      return {
        ...ofOneCredential({
          check: checkCredential(authentication.type, credential),
          shows: credential.words,
          scheme: schemeOf(authentication),
        }),
        withoutKey: createKeyRemover(authentication),
        header: credentialHeader(authentication),
      };
    }
  }
}

/** Whoever shows the one credential there is may do everything. */
function ofOneCredential(own: Pick<Callers, 'check' | 'shows' | 'scheme'>): Callers {
  return {
    ...own,
    forbid: () => undefined,
    withoutKey: (url) => url,
    header: 'authorization',
    scopes: [],
    metadata: undefined,
  };
}

function schemeOf(authentication: SimpleAuthentication): Callers['scheme'] {
  if (authentication.type !== 'apikey') return { type: 'http', scheme: authentication.type };
  return { type: 'apiKey', in: authentication.placement, name: authentication.key };
}

function credentialHeader(authentication: SimpleAuthentication): string | undefined {
  if (authentication.type !== 'apikey') return 'authorization';
  return authentication.placement === 'header' ? authentication.key.toLowerCase() : undefined;
}

/**
 * Makes what takes the caller's API key out of a request's URL, where it is in the query: it is between the caller and the
 * server, and no input of an operation.
 */
function createKeyRemover(authentication: SimpleAuthentication): (url: string) => string {
  if (authentication.type !== 'apikey' || authentication.placement !== 'query') return (url) => url;
  return (url) => withoutParameter(url, authentication.key);
}
