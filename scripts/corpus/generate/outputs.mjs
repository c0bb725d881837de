/** What exposed entries say they answer, in the list form. */
export function inventOutputs(random, features) {
  const { chance, pick } = random;
  if (features.has('outputs-missing') && chance(0.5)) return undefined;
  if (features.has('odd-outputs')) {
    return pick([
      [{ type: 'object', mapping: '$' }],
      [{ type: 'object', value: '$.' }],
      [{ type: 'array', mapping: '$.' }],
      [{ name: 'result', type: 'object', mapping: '$.' }],
      [{ type: 'string', mapping: '$.' }],
      [{ type: 'object' }],
      [{}],
      [],
      null,
      [{ type: 'object', mapping: '$.', properties: {} }],
      { result: { type: 'object', mapping: '$.' } },
      [{ name: 'result', type: 'object', value: '$.result' }],
      [{ type: 'object', mapping: '$..x' }],
      [{ type: 'array', mapping: '$[*]' }],
      [{ type: 'object', mapping: 'result' }],
      [{ type: 'object', mapping: '$.data.' }],
      'object',
      [{ mapping: '$.' }],
    ]);
  }
  if (features.has('mapped') && chance(0.7)) return [inventShape(random)];
  return [{ type: 'object', mapping: '$.' }];
}

/** A mapping of an answer that is an object, or a list of them. */
export function inventShape(random) {
  const { chance, pick } = random;
  if (chance(0.35))
    return {
      type: 'array',
      mapping: pick(['$.', '$.boats', '$', '$.data.list']),
      items: { type: 'object', properties: inventProperties(random, 1) },
    };
  return {
    type: 'object',
    ...(chance(0.3) && { mapping: pick(['$.', '$.data', '$.data.first']) }),
    properties: inventProperties(random, 2),
  };
}

function inventProperties(random, depth) {
  const { chance, pick } = random;
  const names = ['id', 'name', 'Length', 'built at', 'owner', 'tags', 'on', 'crew', 'source'].filter(() =>
    chance(0.45),
  );
  return Object.fromEntries(
    (names.length > 0 ? names : ['id']).map((name) => [name, inventProperty(random, name, depth, pick)]),
  );
}

function inventProperty(random, name, depth, pick) {
  const path = `$.${pick(['', '', 'at.'])}${pick(['boat_', 'x'])}${name.replaceAll(' ', '_').toLowerCase()}`;
  switch (name) {
    case 'owner':
      return depth > 0
        ? {
            type: 'object',
            ...(random.chance(0.5) && { mapping: '$.owned' }),
            properties: inventProperties(random, depth - 1),
          }
        : { type: 'string', mapping: path };
    case 'tags':
      return { type: 'array', mapping: '$.tag_list', items: { type: 'string', mapping: pick(['$.', '$', '$.label']) } };
    case 'crew':
      return depth > 0
        ? {
            type: 'array',
            mapping: '$.crew',
            items: { type: 'object', properties: inventProperties(random, depth - 1) },
          }
        : { type: 'number', mapping: path };
    case 'source':
      return { type: pick(['string', 'number']), [pick(['value', 'const'])]: pick(['orchard', '2']) };
    case 'Length':
      return { type: pick(['number', 'integer']), mapping: path };
    case 'on':
      return { type: 'boolean', mapping: path };
    case 'built at':
      return { type: 'string', mapping: pick(["$['built at']", '$.list[0].at', '$.at.built', '$["built-at"]']) };
    default:
      return { type: pick(['string', 'number', undefined]), mapping: path };
  }
}
