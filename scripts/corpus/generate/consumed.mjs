import { inventBody } from './bodies.mjs';
import { inventParameter, inventParameters } from './parameters.mjs';
import { inventPath, resourceName } from './paths.mjs';
import { inventAuthentication, inventBaseUri } from './surroundings.mjs';
import { slug } from './words.mjs';

const methods = ['GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE'];
const oddFormats = [
  'xml',
  'csv',
  'text',
  'yaml',
  'html',
  'markdown',
  'binary',
  'JSON',
  'json',
  'tsv',
  'avro',
  'protobuf',
  'pdf',
  'ndjson',
];

/** A consumed API, in the list form of the published documents. */
export function inventConsume(random, { namespace, provider, features, quirks }) {
  const { chance, pick, times } = random;
  const resources = new Map();
  const count = features.has('many-tools') ? [130, 160] : [1, 6];
  times(...count, (index) => {
    const path = inventPath(random, quirks);
    const resource = resources.get(path) ?? { name: inventResourceName(random, path, features), path, operations: [] };
    resources.set(path, resource);
    const operations = times(1, 2, () => inventOperation(random, { path, index, features }));
    for (const operation of operations)
      if (!resource.operations.some(({ method }) => method === operation.method)) resource.operations.push(operation);
    if (features.has('operation-path') && chance(0.5)) splitPath(random, resource);
  });
  const authentication = inventAuthentication(random, provider.toUpperCase(), features);
  const baseUri = inventBaseUri(random, features);
  return {
    type: 'http',
    namespace,
    ...(baseUri !== undefined && { baseUri }),
    description: `${provider}, one surface of it. Self-contained.`,
    ...(features.has('adapter-parameters') && {
      inputParameters: [
        pick([
          inventParameter(random, 'X-Tenant', 'header'),
          inventParameter(random, 'limit', 'query'),
          { name: 'Accept', in: 'header', value: 'application/json' },
        ]),
      ],
    }),
    ...(authentication !== undefined && chance(0.5) && { authentication }),
    resources: [...resources.values()],
    ...(authentication !== undefined && { authentication }),
  };
}

function inventResourceName({ pick }, path, features) {
  if (features.has('null-names')) return pick([null, undefined, path]);
  return resourceName(path);
}

/** Some documents write the path, or the rest of it, at the operation. */
function splitPath({ chance, pick }, resource) {
  for (const operation of resource.operations) {
    const kind = pick(['whole', 'rest', 'own']);
    if (kind === 'whole') operation.path = resource.path;
    else if (kind === 'own') operation.path = `${resource.path}/details`;
    else operation.path = chance(0.5) ? '/more' : '/{moreId}';
  }
}

function inventOperation(random, { path, index, features }) {
  const { chance, pick } = random;
  const method = inventMethod(random, features);
  const parameters = inventParameters(random, method, features);
  if (!features.has('undeclared-placeholders')) {
    const names = [...path.matchAll(/\{+\s*([^{}]+?)\s*\}+/g)].map(([, name]) => name);
    parameters.unshift(...[...new Set(names)].map((name) => inventParameter(random, name, 'path')));
  }
  const written = features.has('written-bodies') && method !== 'HEAD' && chance(0.5) ? inventBody(random) : undefined;
  const format = features.has('odd-format') && chance(0.5) ? pick(oddFormats) : 'json';
  return {
    name: inventName(random, method, path, index, features),
    method,
    ...(!features.has('no-descriptions') && {
      description: `${pick(['List', 'Gets', 'Create a', 'Removes the'])} ${slug(path).replaceAll('-', ' ')} ${String(method).toLowerCase()} ${index}`,
    }),
    ...(chance(0.9) && { outputRawFormat: format }),
    outputParameters: [{ name: 'result', type: 'object', value: '$.' }],
    ...(parameters.length > 0 && {
      inputParameters: written ? parameters.filter(({ in: place }) => place !== 'body') : parameters,
    }),
    ...(written && { body: written.body }),
  };
}

function inventMethod({ chance, pick }, features) {
  if (features.has('head') && chance(0.3)) return 'HEAD';
  if (features.has('odd-methods') && chance(0.5))
    return pick(['get', 'Post', 'OPTIONS', 'TRACE', 'QUERY', 'PURGE', null]);
  return pick(methods);
}

function inventName({ chance, pick }, method, path, index, features) {
  const verb = String(method).toLowerCase();
  if (features.has('one-operation-name') && chance(0.7)) return verb;
  if (features.has('null-names') && chance(0.3)) return pick([null, undefined]);
  const name = `${verb}${slug(path).replaceAll('-', '')}${index}`;
  if (features.has('odd-operation-names'))
    return pick([
      `${verb}_${index}`,
      `${verb}.${name}`,
      `$${name}`,
      `${name}()`,
      `Boats::${name}`,
      `${verb} ${index}`,
      `${name}/x`,
      `api.v1.${name}`,
      `${index}`,
      name,
    ]);
  return name;
}
