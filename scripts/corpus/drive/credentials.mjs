import { credentialsOf } from '../expect/credentials.mjs';

/** What a caller must show a server that asks for authentication, as headers and a query. */
export function callersCredentials(authentication, variables) {
  const { header, query, cookie } = credentialsOf(authentication, variables);
  return {
    headers: { ...(header && { [header[0]]: header[1] }), ...(cookie && { cookie: cookie.join('=') }) },
    query: query ? [`${encodeURIComponent(query[0])}=${encodeURIComponent(query[1])}`] : [],
  };
}
