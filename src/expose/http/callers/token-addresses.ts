import type { AcceptedTokens } from '../../../capability/authentication.ts';
import { isPrivate } from '../../../consume/authentication/private-address.ts';

export interface AddressProblem {
  readonly code: 'wrong-type' | 'plain-http';
  readonly message: string;
}

/** Why tokens cannot be taken with these addresses; undefined when they can. */
export function findAddressProblem({ authorizationServerUri, resource }: AcceptedTokens): AddressProblem | undefined {
  for (const [key, text] of Object.entries({ authorizationServerUri, resource })) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) return { code: 'wrong-type', message: `\`${key}\` is no web address` };
    // RFC 8414 §2, RFC 8707 §2.
    if (url.hash !== '')
      return { code: 'wrong-type', message: `\`${key}\` has a fragment, which such an address may not have` };
    if (!isPrivate(url))
      return { code: 'plain-http', message: `\`${key}\` is an address of http, where tokens could be read on the way` };
  }
  return undefined;
}
