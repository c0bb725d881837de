import type { AuthorizationServer } from 'oauth4webapi';
import { clientAuthentication, type OAuthClient } from '../../../consume/authentication/client-authentication.ts';
import type { OAuth } from '../../../consume/authentication/discover.ts';
import { createFetchWhole, type FetchWhole } from '../../../consume/authentication/fetch-whole.ts';
import { clockSkew, describeServer, descriptionSpans } from './authorization-server.ts';
import { remembered } from './remembered.ts';
import { readClaims, type Claims } from './token-claims.ts';
import type { TokenVerdict, VerifyToken } from './token-verdict.ts';
import { Unavailable, unavailableBecause } from './unavailable.ts';
import type { SignatureOptions } from './verify-signature.ts';

/** Takes tokens that their authorization server, when it is asked, calls active and meant for this server (RFC 7662). */
export function introspect(options: SignatureOptions & OAuthClient): VerifyToken {
  const { authorizationServerUri, audiences, timeout } = options;
  const fetchWhole = createFetchWhole(timeout);
  const prepare = remembered(async () => {
    const oauth = await import('oauth4webapi');
    return { oauth, server: await describeServer(oauth, authorizationServerUri, fetchWhole) };
  }, descriptionSpans);
  return async (token) => {
    try {
      const { oauth, server } = await prepare();
      const claims = await askAbout(token, { oauth, server, client: options, fetchWhole });
      return judge(claims, server.issuer, audiences);
    } catch (error) {
      const verdict = unavailableBecause(error);
      if (verdict) return verdict;
      throw error;
    }
  };
}

interface Asking {
  readonly oauth: OAuth;
  readonly server: AuthorizationServer;
  readonly client: OAuthClient;
  readonly fetchWhole: FetchWhole;
}

/** @throws Unavailable, NoAnswer when the server says nothing of the token. */
async function askAbout(token: string, { oauth, server, client, fetchWhole }: Asking): Promise<Claims> {
  const { host } = new URL(server.issuer);
  const { introspection_endpoint: address, introspection_endpoint_auth_methods_supported: methods } = server;
  if (address === undefined || !URL.canParse(address))
    throw new Unavailable(
      `The authorization server ${host} does not say where it can be asked about tokens (RFC 7662).`,
    );
  const known = { client_id: client.clientId };
  const authentication = clientAuthentication(oauth, methods, client);
  const response = await oauth.introspectionRequest(server, known, authentication, token, {
    additionalParameters: { token_type_hint: 'access_token' },
    [oauth.customFetch]: fetchWhole,
    [oauth.allowInsecureRequests]: true, // fetchWhole decides
  });
  if (response.status === 400 || response.status === 401 || response.status === 403)
    throw new Unavailable(`The authorization server ${host} does not accept the client id and secret of this server.`);
  return oauth.processIntrospectionResponse(server, known, response).catch(() => {
    throw new Unavailable(`The authorization server ${host} was asked about a token and did not answer as it should.`);
  });
}

function judge(claims: Claims, issuer: string, audiences: readonly string[]): TokenVerdict {
  const { active, iss, aud, exp, nbf } = claims;
  const now = Date.now() / 1000;
  if (active !== true) return { invalid: 'it is not active' };
  if (iss !== undefined && iss !== issuer) return { invalid: 'it is of another authorization server' };
  // It may be left out (RFC 7662 §2.2), but then nobody knows whom the token is for.
  if (![aud].flat().some((one) => typeof one === 'string' && audiences.includes(one)))
    return { invalid: 'it is not for this server' };
  if (typeof exp === 'number' && exp <= now - clockSkew) return { invalid: 'it has expired' };
  if (typeof nbf === 'number' && nbf > now + clockSkew) return { invalid: 'it is not valid yet' };
  return readClaims(claims, issuer);
}
