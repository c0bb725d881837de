import type { ClientAuth } from 'oauth4webapi';
import type { OAuth } from './discover.ts';

export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * How a client shows an authorization server who it is: in the header, which every server must take (RFC 6749 §2.3.1),
 * unless this one says that it takes the body alone.
 *
 * @param methods those that the server says it takes.
 */
export function clientAuthentication(
  oauth: OAuth,
  methods: readonly string[] = ['client_secret_basic'],
  { clientId, clientSecret }: OAuthClient,
): ClientAuth {
  if (!methods.includes('client_secret_basic') && methods.includes('client_secret_post')) {
    return oauth.ClientSecretPost(clientSecret);
  }
  // The library's own escapes hyphens and underscores too, which servers that forget to unescape then do not know.
  const credentials = Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString('base64');
  return (_server, _client, _body, headers) => headers.set('authorization', `Basic ${credentials}`);
}

/** As in a form (RFC 6749 appendix B). */
function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice('='.length);
}
