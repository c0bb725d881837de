/** What stands around the operations of a consumed API: its address, its authentication, its binds. */

export function inventBaseUri({ pick }, features) {
  if (!features.has('odd-base-uri'))
    return pick([
      'https://api.example.com',
      'https://api.example.com/v1',
      'http://localhost:8080/rest/1.1.4',
      'https://x.example.com/files.xro/1.0/',
    ]);
  return pick([
    '',
    undefined,
    null,
    'https://{subdomain}.{site}',
    'https://{region}.example.com/{version}',
    '{{BASE_URI}}',
    '{{env.BASE_URI}}/v2',
    'https://{{env.HOST}}',
    'https://{{HOST}}/a/',
    'https://your-domain.example.com',
    'https://{your-instance}.example.com',
    '/api/v1',
    'api.example.com/v1',
    '//api.example.com',
    'https://api.example.com/v1?key=1',
    'https://api.example.com/#top',
    'HTTPS://API.EXAMPLE.COM',
    'https://<host>/x',
    'https://api.example.com:443/',
    'https://user:pass@api.example.com/',
    'wss://api.example.com',
    'localhost:8080',
    'https://api.example.com/a b',
    'not a uri',
    '$HOST/x',
    '${HOST}/x',
  ]);
}

export function inventAuthentication({ chance, pick }, name, features) {
  const key = `${name}_API_KEY`;
  const variable = (one) => pick([`{{env.${one}}}`, `{{env.${one}}}`, `{{${one}}}`, `{{ ${one} }}`]);
  if (features.has('no-authentication')) return undefined;
  if (features.has('unsupported-authentication')) {
    return {
      type: pick([
        'oauth1',
        'aws-sig-v4',
        'hmac',
        'certificate',
        'mtls',
        'custom',
        'AWS4-HMAC-SHA256',
        'openIdConnect',
      ]),
      value: variable(key),
    };
  }
  if (features.has('odd-authentication')) {
    return pick([
      { type: 'none' },
      {},
      { type: 'Bearer', token: variable(key) },
      { type: 'bearer', value: variable(key) },
      { type: 'bearer' },
      { type: 'http', scheme: 'bearer', token: variable(key) },
      { type: 'apiKey', in: 'header', name: 'X-Key', value: variable(key) },
      { type: 'apikey', value: variable(key) },
      { type: 'apikey', key: 'k', placement: 'cookie', value: variable(key) },
      { type: 'basic', username: variable(key), password: '' },
      { type: 'digest', username: variable('U'), password: variable('P') },
      { type: 'bearer', token: '' },
      { type: 'basic', username: variable(key) },
      { type: 'apikey', key: 'X-Key', value: `Token ${variable(key)}`, placement: 'header' },
      { type: 'bearer', token: variable(key), header: 'X-API-Key' },
      { type: 'api_key', key: 'X-Key', value: variable(key) },
      'bearer',
      [],
    ]);
  }
  return pick([
    { type: 'bearer', token: variable(key) },
    { type: 'bearer', token: variable(key) },
    { type: 'basic', username: variable(`${name}_USER`), password: variable(`${name}_PASS`) },
    { type: 'apikey', key: pick(['Authorization', 'X-API-Key', 'api-key']), value: variable(key), placement: 'header' },
    { type: 'apikey', key: pick(['api_key', 'limit', 'key[x]']), value: variable(key), placement: 'query' },
    { type: 'apikey', in: pick(['header', 'query']), name: pick(['X-API-Key', 'apikey']), value: variable(key) },
    ...(chance(0.2) ? [{ type: 'apikey', in: 'cookie', name: 'token', value: variable(key) }] : []),
  ]);
}

export function inventBinds({ chance, pick }, name) {
  if (chance(0.1)) return undefined;
  const keys = { [`${name}_API_KEY`]: pick([`${name}_API_KEY`, `${name.toLowerCase()}-api-key`]) };
  return [{ namespace: 'env', ...(chance(0.2) && { description: 'What the environment holds.' }), keys }];
}
