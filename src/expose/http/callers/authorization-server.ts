import type { AuthorizationServer } from 'oauth4webapi';
import { discover, type OAuth } from '../../../consume/authentication/discover.ts';
import type { FetchWhole } from '../../../consume/authentication/fetch-whole.ts';
import { Unavailable } from './unavailable.ts';

/**
 * What the authorization server of a document says of itself.
 *
 * @throws Unavailable, NoAnswer when it says nothing that can be used.
 */
export async function describeServer(oauth: OAuth, uri: string, fetchWhole: FetchWhole): Promise<AuthorizationServer> {
  const issuer = new URL(uri);
  const found = await discover(oauth, issuer, fetchWhole);
  if ('server' in found) return found.server;
  switch (found.why) {
    case 'busy':
      throw new Unavailable(`The authorization server ${issuer.host} answered ${found.status}.`);
    case 'another':
      throw new Unavailable(`What ${issuer.host} says of itself is of another authorization server (RFC 8414 §3.3).`);
    case 'absent':
      throw new Unavailable(`The authorization server ${issuer.host} does not describe itself (RFC 8414).`);
  }
}

/** How long a description is good, and how long after a failure nobody asks again, in milliseconds. */
export const descriptionSpans = { life: 60 * 60_000, pause: 5000 } as const;

/** How far clocks may be apart, in seconds. */
export const clockSkew = 30;
