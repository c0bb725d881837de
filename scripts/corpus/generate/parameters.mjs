import { headerNames, oddNames, plainNames } from './words.mjs';

/** What published documents say of parameters' types. */
function inventType({ chance, pick }) {
  const kind = pick([
    'string',
    'string',
    'string',
    'integer',
    'boolean',
    'number',
    'array',
    'none',
    'enum',
    'object',
    'capital',
  ]);
  switch (kind) {
    case 'array':
      return { type: 'array', ...(chance(0.5) && { items: { type: pick(['string', 'integer']) } }) };
    case 'enum':
      return { type: 'string', enum: ['low', 'high', 'two words'] };
    case 'none':
      return {};
    case 'capital':
      return {
        type: pick(['String', 'STRING', 'Integer', 'file', 'date', 'any', 'float', 'long', 'datetime', 'uuid', 'map']),
      };
    case 'integer':
      return { type: 'integer', ...(chance(0.3) && { minimum: 1, maximum: 100 }), ...(chance(0.2) && { default: 10 }) };
    default:
      return { type: kind, ...(chance(0.1) && { default: kind === 'boolean' ? false : undefined }) };
  }
}

/** Headers that clients write themselves. */
const ofTheConnection = new Set(['Host', 'Connection', 'Content-Length', 'Origin', 'Content-Encoding']);

function typeFor(random, name, location) {
  if (
    location === 'path' ||
    location === 'cookie' ||
    ofTheConnection.has(name) ||
    /^(?:Accept|Content-Type|User-Agent|Cookie)/.test(name)
  )
    return { type: 'string' };
  if (location === 'header')
    return random.pick([
      { type: 'string' },
      { type: 'string' },
      {},
      { type: 'integer' },
      { type: 'boolean' },
      { type: 'array' },
    ]);
  return inventType(random);
}

export function inventParameter(random, name, location) {
  const { chance } = random;
  const parameter = { name, in: location, ...typeFor(random, name, location) };
  if (location === 'path' || (chance(0.15) && !ofTheConnection.has(name))) parameter.required = true;
  else if (chance(0.2)) parameter.required = false;
  if (chance(0.6)) parameter.description = `What the ${location} says: of "${name}", it's so.`;
  return Object.fromEntries(Object.entries(parameter).filter(([, value]) => value !== undefined));
}

/** The parameters of one operation beside those of its path. */
export function inventParameters(random, method, features) {
  const { chance, pick, times, some } = random;
  const names = new Set([
    ...times(0, 4, () => pick(plainNames)),
    ...(features.has('odd-names') ? times(0, 4, () => pick(oddNames)) : []),
  ]);
  const parameters = [...names].map((name) => inventParameter(random, name, 'query'));
  if (features.has('headers')) {
    const headers = new Set(some(headerNames, 0.2));
    for (const name of headers) parameters.push(inventParameter(random, name, 'header'));
  }
  if (features.has('cookies') && chance(0.5)) parameters.push(inventParameter(random, 'session', 'cookie'));
  if (features.has('constants') && chance(0.5)) {
    parameters.push({
      name: 'edition',
      in: pick(['query', 'header']),
      type: 'string',
      value: pick(['two', 'a b', 'x{{env.MODE}}', '{{MODE}}', 7, true]),
    });
  }
  if (features.has('environment') && chance(0.5)) parameters.push({ name: 'MODE', in: 'environment', type: 'string' });
  const takesBody = ['POST', 'PUT', 'PATCH'].includes(method)
    ? chance(0.8)
    : features.has('body-on-get') && chance(0.5);
  if (takesBody) parameters.push(...inventBodyParameters(random, features));
  if (features.has('twice') && parameters[0])
    parameters.push(
      { ...parameters[0], in: parameters[0].in === 'query' ? 'header' : 'query', name: 'limit' },
      { name: 'limit', in: 'query', type: 'string' },
    );
  if (features.has('locationless') && parameters[0]) delete parameters[0].in;
  return parameters;
}

function inventBodyParameters({ chance, pick }, features) {
  if (features.has('body-members') && chance(0.6)) {
    return [
      { name: 'title', in: 'body', type: 'string', required: true },
      { name: 'count', in: 'body', type: 'integer' },
      { name: 'owner', in: 'body', type: 'object', properties: { mail: { type: 'string' } } },
    ].slice(0, pick([1, 2, 3]));
  }
  return [
    {
      name: 'body',
      in: 'body',
      type: pick(['object', 'object', 'object', 'array', 'string']),
      description: 'Request body (JSON).',
      ...(chance(0.7) && { required: chance(0.5) }),
    },
  ];
}
