/** What the variables of the generated documents are. No two of them share a part. */
export const environment = { SECRET: 'sEcReT-of-the-Api', CALLER: 'cAlLeR-of-Ours', VARIABLE: 'vAr-7' };

/** What a caller must show a server, as headers and a query with its question mark. */
export function callersCredentials(authentication) {
  const { CALLER: caller } = environment;
  switch (authentication?.type) {
    case 'bearer':
      return { headers: { authorization: `Bearer ${caller}` }, query: '' };
    case 'basic':
      return { headers: { authorization: `Basic ${btoa(`ada:${caller}`)}` }, query: '' };
    case 'apikey':
      return authentication.placement === 'query'
        ? { headers: {}, query: `?${encodeURIComponent(authentication.key)}=${caller}` }
        : { headers: { [authentication.key]: caller }, query: '' };
    default:
      return { headers: {}, query: '' };
  }
}

/**
 * What every request to a consumed API must carry: `header` and `query` as pairs, neither where it asks for none; undefined
 * where nothing may be sent.
 */
export function upstreamCredential(authentication) {
  const { SECRET: secret } = environment;
  if (authentication === undefined) return {};
  const text = JSON.stringify(authentication);
  if (text.includes('NOWHERE')) return undefined;
  switch (authentication.type) {
    case 'bearer':
      return { header: ['authorization', `Bearer ${secret}`] };
    case 'basic':
      return { header: ['authorization', `Basic ${btoa(`ada:${secret}`)}`] };
    case 'apikey': {
      const pair = [authentication.key ?? authentication.name, authentication.value.replace('{{SECRET}}', secret)];
      return (authentication.placement ?? authentication.in) === 'query'
        ? { query: pair }
        : { header: [pair[0].toLowerCase(), pair[1]] };
    }
    case 'oauth2':
      return { header: ['authorization', 'Bearer the-token'] };
    case 'digest':
      return {};
    default:
      return undefined;
  }
}
