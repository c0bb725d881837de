import { entries } from '../document/entries.mjs';

/** Texts that break what is built by pasting, each with a place for what makes a value unlike all others. */
const nastyTexts = [
  'two words #',
  'naïve Ελ 日本 🚀 #',
  'a/b/# c',
  'up/../../down #',
  '..# ..',
  `"quoted" 'single' #`,
  'a&b=c#',
  '100% #',
  '%2F%00#',
  'a+b #',
  '?x=1## y',
  'line\nbreak #',
  '{{braces}} {brace} #',
  ';,:@$!*()#',
  'back\\slash \\" #',
  '<tag a="#">&amp;',
  '0#',
  '-#',
  `${'long '.repeat(120)}#`,
];

/** A header carries no line breaks and no characters over U+00FF, and loses spaces at its ends. */
const nastyHeaders = ['two words #', `"quoted" 'single' #`, 'a,b;c=d #', '100% #', '{{x}}#', 'a/../b?c#', 'café#'];

const texts = { plain: ['v#'], nasty: nastyTexts };
const headers = { plain: ['v#'], nasty: nastyHeaders };
const numbers = { plain: [7, 12], nasty: [0, -1, 9007199254740991, 42] };
const fractions = { plain: [1.5, 3], nasty: [0.1, -2.25, 1234567.891, 0] };

/** Headers whose value the protocol gives a meaning that a made-up one would break. */
const meaningful = {
  'content-type': 'application/json',
  accept: 'application/json',
  cookie: 'a=b',
  'content-disposition': 'inline',
};

const formats = {
  date: '2026-05-19',
  'date-time': '2026-05-19T08:00:00Z',
  email: 'someone@example.com',
  uri: 'https://example.com/x?y=z',
  url: 'https://example.com/x?y=z',
  uuid: '3f2b8a52-6f6c-4d0a-9b1e-5f0d3c2a1b00',
};

/** Invents values. `mood` is `plain` or `nasty`; each value differs from every other of the same maker. */
export function createValueMaker(random, mood) {
  let count = 0;
  const text = (pool) => random.pick(pool[mood]).replace('#', String(++count));

  const make = (schema, location = 'body') => {
    if (Array.isArray(schema.enum) && schema.enum.length > 0) return random.pick(schema.enum);
    switch (String(schema.type ?? '').toLowerCase()) {
      case 'integer':
      case 'int':
      case 'long':
        return bounded(random.pick(numbers[mood]), schema);
      case 'number':
      case 'float':
      case 'double':
        return bounded(random.pick(fractions[mood]), schema);
      case 'boolean':
      case 'bool':
        return random.chance(0.5);
      case 'array':
        return location === 'header' || location === 'path'
          ? // In a header, commas would make several of one.
            [schema.items && schema.items.type !== 'string' ? make(schema.items, location) : `one${++count}`]
          : [make(schema.items ?? {}, location), make(schema.items ?? {}, location)];
      case 'object':
        return object(schema, location);
      default:
        return location === 'body-whole' && schema.type === undefined ? object({}) : string(schema, location);
    }
  };

  const string = (schema, location) => {
    if (schema.pattern !== undefined) return matching(schema.pattern, `v${++count}`);
    if (formats[schema.format] !== undefined) return formats[schema.format];
    if (location === 'header') return meaningful[String(schema.name).toLowerCase()] ?? text(headers);
    if (location === 'one-of-several') return `v${++count}`;
    const made = text(texts);
    return schema.maxLength > 0 && made.length > schema.maxLength ? 'v'.repeat(schema.maxLength) : made;
  };

  const object = (schema, location) => {
    const pool = location === 'header' ? headers : texts;
    const properties = entries(schema.properties);
    if (properties.length > 0) return Object.fromEntries(properties.map((one) => [one.name, make(one)]));
    return {
      text: text(pool),
      number: random.pick(fractions[mood]),
      flag: random.chance(0.5),
      none: null,
      list: [1, text(pool), { deep: [] }],
      [mood === 'nasty' ? 'a "key" / {{x}}' : 'key']: text(pool),
    };
  };
  return make;
}

function bounded(number, { minimum, maximum }) {
  return Math.min(Math.max(number, minimum ?? -Infinity), maximum ?? Infinity);
}

/** A text of the pattern; undefined when none of the usual ones is. */
function matching(pattern, first) {
  const candidates = [first, 'abc', 'ABC', 'Abc', '123', 'a1', 'AB12', 'a-b', ...Object.values(formats), 'IMO1234567'];
  return candidates.find((candidate) => new RegExp(pattern, 'u').test(candidate));
}
