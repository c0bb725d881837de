import { inventOutputs } from './outputs.mjs';
import { exposedPath } from './paths.mjs';
import { slug } from './words.mjs';

/** Where a consumed operation's path is written down to. */
const pathOf = (resource, { path = '' }) => (path.startsWith(resource.path) ? path : resource.path + path);

/** The REST server over consumed APIs: a resource a path, in alphabetical order. */
export function exposeRest(random, { namespace, port, consumes, features }) {
  const resources = new Map();
  for (const { consume, resource, operation } of operationsOf(consumes)) {
    const consumedPath = pathOf(resource, operation);
    const path = features.has('own-exposed-paths') ? ownPath(random, consumedPath) : exposedPath(consumedPath);
    const exposed = resources.get(path) ?? {
      path,
      name: slug(path.slice(3)) || null,
      description: `REST surface for ${slug(path)}.`,
      operations: [],
    };
    resources.set(path, exposed);
    exposed.operations.push(exposeOperation(random, 'rest', namespace, consume, consumedPath, operation, features));
  }
  return {
    type: 'rest',
    namespace,
    ...(port !== undefined && { port }),
    description: 'REST adapter. One resource per consumed operation, prefixed with /v1.',
    ...callersAuthentication(random, features),
    resources: [...resources.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** The MCP server over consumed APIs: a tool an operation. */
export function exposeTools(random, { namespace, port, consumes, features }) {
  const { chance } = random;
  const makeTool = ({ consume, resource, operation }) => {
    const tool = exposeOperation(random, 'tools', namespace, consume, pathOf(resource, operation), operation, features);
    const name = toolName(random, operation, features);
    const { method, description = name, ...rest } = { ...tool, name };
    const isRead = ['GET', 'HEAD'].includes(method);
    return {
      name,
      ...(!features.has('no-descriptions') && { description }),
      hints: {
        readOnly: isRead || chance(0.05),
        destructive: method === 'DELETE',
        idempotent: method !== 'POST',
        ...(chance(0.2) && { openWorld: true }),
      },
      ...rest,
    };
  };
  const tools = operationsOf(consumes).map(makeTool);
  if (features.has('duplicate-tools') && tools.length > 1) tools[1].name = tools[0].name;
  return {
    type: 'mcp',
    namespace,
    ...(port !== undefined && { port }),
    ...(chance(0.8) && { transport: 'http' }),
    description: 'MCP adapter.',
    ...callersAuthentication(random, features),
    tools,
  };
}

function operationsOf(consumes) {
  return consumes.flatMap((consume) =>
    consume.resources.flatMap((resource) => resource.operations.map((operation) => ({ consume, resource, operation }))),
  );
}

function callersAuthentication({ pick }, features) {
  if (!features.has('callers-authentication')) return {};
  return {
    authentication: pick([
      { type: 'bearer', token: '{{env.CALLER_TOKEN}}' },
      { type: 'apikey', key: 'X-Caller', value: '{{CALLER_KEY}}', placement: 'header' },
      { type: 'basic', username: 'me', password: '{{CALLER_PASS}}' },
      { type: 'apikey', key: 'caller', value: '{{CALLER_KEY}}', placement: 'query' },
    ]),
  };
}

function ownPath({ chance }, path) {
  const plain = path.split(/[?#]/)[0] || '/';
  return `${chance(0.5) ? '/v1' : ''}${plain.startsWith('/') ? '' : '/'}${plain}`;
}

function toolName({ chance, pick }, { name, method, description }, features) {
  const words = slug(description ?? name ?? method ?? 'tool')
    .split('-')
    .filter((word) => !['a', 'the', 'of'].includes(word));
  const plain = words.slice(-6).join('-');
  if (!features.has('odd-tool-names') || chance(0.3)) return plain;
  return pick([
    `${plain}-${'very-long-name-'.repeat(5)}${plain}`,
    `${plain}.list`,
    `${plain} with spaces`,
    `boats/${plain}`,
    `größe-${plain}`,
    `${plain}()`,
    `$${plain}`,
    '',
    null,
    `1${plain}`,
    `${plain}:get`,
  ]);
}

function exposeOperation(random, prefix, own, consume, path, operation, features) {
  const { chance, pick } = random;
  const written = operation.name ?? '';
  const call =
    features.has('missing-calls') && chance(0.3)
      ? pick([`${consume.namespace}.nowhere`, `elsewhere.${written}`, written, '', 7])
      : `${consume.namespace}.${written}`;
  const outputs = inventOutputs(random, features);
  const given = inventWith(random, features.has('own-prefix') ? own : prefix, path, operation, features);
  return {
    method: operation.method,
    name: operation.name,
    ...(operation.description && { description: operation.description }),
    ...(features.has('declared-inputs') && chance(0.6) && { inputParameters: declaredInputs(prefix, operation) }),
    call,
    ...(given !== undefined && { with: given }),
    ...(outputs !== undefined && { outputParameters: outputs }),
  };
}

function declaredInputs(prefix, { inputParameters = [] }) {
  const declare = ({ name, in: place, type = 'string', required }) => ({
    name,
    ...(prefix === 'rest' && { in: place === 'cookie' ? 'query' : place }),
    type,
    description: `The ${name}.`,
    ...(required !== undefined && { required }),
  });
  const declared = inputParameters.filter(({ value, in: place }) => value === undefined && place !== 'environment');
  return [...new Map(declared.map((parameter) => [parameter.name, declare(parameter)])).values()];
}

function inventWith({ chance, pick }, prefix, path, { inputParameters = [], body }, features) {
  if (features.has('no-with') && chance(0.6)) return chance(0.5) ? undefined : pick([{}, null]);
  const takesBody = inputParameters.some(({ in: place }) => place === 'body');
  const reference = (name) => {
    // Within braces some signs have a meaning of their own, and so have prefixes.
    if (features.has('odd-with') && !/^(?:[#^/>!&{]|(?:rest|tools)\.)/.test(name) && chance(0.4))
      return pick([
        `{{${name}}}`,
        `{{${prefix}.${name}}}`,
        `{{ ${name} }}`,
        `pre-{{${name}}}-fix`,
        'constant',
        42,
        true,
        'two words',
        `${prefix}.${name}`,
        `${prefix}.${name}`,
      ]);
    if (features.has('body-parts') && !takesBody && !path.includes(`{${name}`) && chance(0.4))
      return `${prefix}.body.${name}`;
    return `${prefix}.${name}`;
  };
  const names = inputParameters
    .filter(({ value, in: place }) => value === undefined && place !== 'environment')
    .map(({ name }) => name);
  const keys = names.filter(() => chance(0.97)).map((name) => [name, reference(name)]);
  if (features.has('other-with-keys') && !features.has('declared-inputs')) {
    for (const pair of keys)
      if (chance(0.4))
        pair[1] = `${prefix}.${pick([pair[0].toLowerCase(), pair[0].replaceAll(/[^a-z\d]+/gi, '_'), `the_${pair[0]}`])}`;
  }
  if (body !== undefined && chance(0.5))
    for (const name of ['title', 'base_template', 'item-count', 'tags']) keys.push([name, reference(name)]);
  return keys.length === 0 && chance(0.7) ? undefined : Object.fromEntries(keys);
}
