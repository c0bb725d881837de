/** Numbers that are the same in every run with the same seed. */
export function createRandom(seed) {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { chance: (probability) => next() < probability, pick: (items) => items[Math.floor(next() * items.length)] };
}

/** Texts that would do harm where they are not kept in their place; none holds a brace. */
const texts = [
  'a',
  'a',
  'abc',
  '7',
  '../../admin?x=1&y',
  'a b',
  'é😀',
  'x/y',
  '%2e%2e',
  'a\nb: c',
  'a\r\nX-Evil: 1',
  '"quote',
  "it's",
  '\\',
  '<&>',
  'a=b&c=d',
  ';',
  '#',
  '..',
  '.',
  '',
  '\ud800',
  '\0',
  '$.a',
  '1e400',
  '--b',
  'x'.repeat(2000),
];

/** Texts with templates in them, which must stay what they are. */
const templates = [
  '{{SECRET}}',
  '{{keys.SECRET}}',
  '{{{SECRET}}}',
  '{{#SECRET}}x{{/SECRET}}',
  '{id}',
  '}}',
  '{{',
  '{"a": "{{SECRET}}"}',
];

const anything = [
  null,
  true,
  0,
  -0,
  1.5,
  1e308,
  9007199254740992,
  [],
  {},
  ['a', 'b'],
  [[1]],
  { a: 'b' },
  { a: { b: ['c'] } },
  JSON.parse('{"__proto__":{"polluted":true},"constructor":1}'),
];

/** A value that may fit a schema. @param braces whether texts may hold templates. */
export function valueFor(schema, random, braces) {
  const text = () => random.pick(braces && random.chance(0.5) ? templates : texts);
  if (random.chance(0.05)) return random.pick([...anything, text()]);
  if (Array.isArray(schema?.enum) && schema.enum.length > 0) return random.pick(schema.enum);
  switch (schema?.type) {
    case 'integer':
      return random.pick([0, 1, 7, -1, 9007199254740991]);
    case 'number':
      return random.pick([0, 1.5, -7, 1e21]);
    case 'boolean':
      return random.chance(0.5);
    case 'array':
      return random.chance(0.2) ? [] : [valueFor(schema.items, random, braces), valueFor(schema.items, random, braces)];
    case 'object':
      return membersFor(schema, random, braces);
    case 'string':
      return text();
    default:
      return random.chance(0.7) ? text() : random.pick(anything);
  }
}

/** Most of the members of an object, or of the arguments of a tool. */
export function membersFor({ properties = {}, required = [] }, random, braces) {
  const given = Object.entries(properties).filter(([name]) => random.chance(required.includes(name) ? 0.98 : 0.5));
  return Object.fromEntries(given.map(([name, schema]) => [name, valueFor(schema, random, braces)]));
}
