import * as fc from 'fast-check';
import { body } from './bodies.mjs';
import { entryName } from './names.mjs';
import { outputs, rawFormat } from './outputs.mjs';
import { consumedParameters } from './parameters.mjs';

const paths = [
  '/things',
  '/things/{id}',
  '/things/{{id}}',
  '/things/{ID}/parts/{name}',
  '/{name}.json',
  '/{id}:launch',
  '/things/{q}/{q}',
  '/{item-id}',
  '/{a.b}',
  '/{$filter}',
  '/{page[size]}',
  '/trailing/',
  '/double//slash',
  '/#fragment',
  '/query?view=full',
  '/query?view={q}&b',
  '/two words',
  "/lists(guid'{id}')",
  'no-slash',
  '',
  '/',
  '"quoted"',
  '/{unclosed',
  '/closed}',
  '/{}',
  '/../up',
  '/./here',
  '/é/ü',
  '/%2e%2e/a',
  '/a\\b',
  '/{__proto__}',
  '/{constructor}',
  '/a\nb',
  '//host.example.com/a',
  7,
  null,
];

const operation = fc.record({
  name: entryName,
  method: fc.constantFrom(
    'GET',
    'GET',
    'POST',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'HEAD',
    'OPTIONS',
    'get',
    'TRACE',
    'CONNECT',
    'BAD METHOD',
    undefined,
    7,
  ),
  path: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constantFrom(...paths)),
  inputParameters: consumedParameters,
  body,
  outputRawFormat: rawFormat,
  outputSchema: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    fc.constantFrom('schema.avsc', '../outside.avsc', '.css > selector', 7),
  ),
  outputParameters: outputs,
});

const resource = fc.record({
  path: fc.oneof(fc.constantFrom(...paths.slice(0, 6)), fc.constantFrom(...paths)),
  inputParameters: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, consumedParameters),
  operations: fc.array(operation, { minLength: 1, maxLength: 3 }),
});

/** With the secret in it, `unsupported` ones, and one whose secret has no value. */
const authentications = [
  undefined,
  { type: 'bearer', token: '{{SECRET}}' },
  { type: 'bearer', token: '{{keys.SECRET}}' },
  { type: 'bearer', token: '{{NOWHERE}}' },
  { type: 'basic', username: 'ada', password: '{{SECRET}}' },
  { type: 'apikey', key: 'X-Key', value: '{{SECRET}}', placement: 'header' },
  { type: 'apikey', key: 'q', value: '{{SECRET}}', placement: 'query' },
  { type: 'apikey', name: 'k&y', value: 'p {{SECRET}}', in: 'query' },
  { type: 'digest', username: 'ada', password: '{{SECRET}}' },
  { type: 'oauth2', tokenEndpoint: 'https://api.example.com/token', clientId: 'capstan', clientSecret: '{{SECRET}}' },
  { type: 'hmac', secret: '{{SECRET}}' },
  { type: 7 },
];

/** `consumes`: APIs below a path of their own at the upstream. */
export const consumes = fc
  .array(
    fc.record({
      base: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('', '/v1') },
        fc.constantFrom('', '/v1', '/v1/', '/a b', '/v1?fixed=1', '/{NOWHERE}', '/{VARIABLE}'),
      ),
      authentication: fc.oneof(fc.constantFrom(...authentications.slice(0, 3)), fc.constantFrom(...authentications)),
      inputParameters: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, consumedParameters),
      resources: fc.array(resource, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((apis) =>
    apis.map(({ base, ...api }, index) => ({
      type: 'http',
      namespace: `api${index}`,
      baseUri: `https://api.example.com${base}`,
      ...api,
    })),
  );
