import * as fc from 'fast-check';

/** What is put into a text where it does most harm. */
const fragments = [
  '\0',
  '\u0007',
  '\u001b',
  '\u007f',
  '\u0085',
  '\u2028',
  '\uFEFF',
  '\uFFFD',
  '😀',
  '\t',
  '\r',
  '\r\n',
  '\n\n',
  ' ',
  '&a ',
  '*a',
  '&a [*a, *a]',
  '<<: *a\n',
  '<<: {a: 1}\n',
  '<<: [1]\n',
  '- ',
  ': ',
  '? ',
  '| ',
  '>\n',
  '%YAML 1.2\n',
  '!!binary ',
  '!!python/object:os.system ',
  '!!js/function ',
  '!!set ',
  '!!timestamp 2001-01-01',
  '! ',
  '!!float ',
  '---\n',
  '...\n',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '#',
  '`',
  '@',
  '{{',
  '}}',
  '{{#a}}',
  '{{/a}}',
  '{{{',
  '{a',
  '$..',
  '$[',
  '__proto__: {polluted: true}\n',
  'constructor: {prototype: {polluted: true}}\n',
  'null',
  '~',
  'true',
  '.nan',
  '-.inf',
  '1e999',
  '0x7fffffffffffffff',
  '99999999999999999999',
  '-0',
  '[]',
  '{}',
  '""',
];

const at = fc.nat({ max: 0xffff }).map((share) => share / 0x10000);

const insert = fc.record({ at, fragment: fc.constantFrom(...fragments) }).map(
  ({ at: share, fragment }) =>
    (text) =>
      text.slice(0, share * text.length) + fragment + text.slice(share * text.length),
);
const truncate = at.map((share) => (text) => text.slice(0, share * text.length));
const flip = fc.record({ at, code: fc.nat({ max: 0xffff }) }).map(({ at: share, code }) => (text) => {
  const place = Math.floor(share * text.length);
  return text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1);
});
const huge = fc.record({
  at,
  power: fc.integer({ min: 4, max: 18 }),
  of: fc.constantFrom('k', '[', '{a: ', '- ', '  ', 'a.', '{{a', '&', '\n'),
});
const repeat = huge.map(({ at: share, power, of }) => (text) => {
  const place = Math.floor(share * text.length);
  return text.slice(0, place) + of.repeat(2 ** power) + text.slice(place);
});

/** Changes the list of lines at one place, where `line` and `other` are two of them. */
function onLines(change) {
  return fc.record({ at, other: at }).map(({ at: share, other }) => (text) => {
    const lines = text.split('\n');
    change(lines, Math.floor(share * lines.length), Math.floor(other * lines.length));
    return lines.join('\n');
  });
}

const values = [
  'null',
  '[]',
  '{}',
  '7',
  '-1.5e3',
  'true',
  '""',
  '"{{a}}"',
  '[{}]',
  '[[[]]]',
  '{a: {b: c}}',
  '"\\u0000"',
  '$.',
  "'$..*'",
  '__proto__',
  'constructor',
  '*a',
];

const lines = [
  onLines((all, one) => all.splice(one, 1)),
  onLines((all, one) => all.splice(one, 0, all[one])),
  onLines((all, one, other) => ([all[one], all[other]] = [all[other], all[one]])),
  onLines((all, one, other) => all.splice(Math.min(one, other), Math.abs(one - other))),
  onLines((all, one) => (all[one] = `  ${all[one]}`)),
  onLines((all, one) => (all[one] = all[one].replace(/^ {2}/, ''))),
  onLines((all, one) => (all[one] = all[one].replace(/(?<=[\w'"]) *: *.*$/, ': &a'))),
];

/** Another value for one of the keys, wherever that is written. */
const value = fc.record({ at, value: fc.constantFrom(...values) }).map(({ at: share, value: other }) => (text) => {
  const places = [...text.matchAll(/(?<=[\w'"] *: )[^\n,{}[\]]+/g)];
  const found = places[Math.floor(share * places.length)];
  return found ? text.slice(0, found.index) + other + text.slice(found.index + found[0].length) : text;
});

const key = fc.record({
  at,
  name: fc.constantFrom('__proto__', 'constructor', 'toString', 'length', '""', '1', 'null', 'name', '<<', 'type'),
});
const rename = key.map(({ at: share, name }) => (text) => {
  const places = [...text.matchAll(/(?<![\w-])[\w-]+(?=: )/g)];
  const found = places[Math.floor(share * places.length)];
  return found ? text.slice(0, found.index) + name + text.slice(found.index + found[0].length) : text;
});

const whole = fc.constantFrom(
  (text) => `\uFEFF${text}`,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', '\r'),
  (text) => text.replaceAll('  ', '\t'),
  (text) => `${text}\n---\n${text}`,
  (text) => `A page with some words.\n\nRun with\n${text}\n\nAnd more: of [them.\n`,
  (text) => `${text}# --- truncated at 32 KB (64 KB total) ---\n`,
);

/** One change of a text, as a function of it. */
export const mutation = fc.oneof(
  { weight: 4, arbitrary: value },
  { weight: 3, arbitrary: rename },
  { weight: 3, arbitrary: insert },
  { weight: 3, arbitrary: fc.oneof(...lines) },
  { weight: 1, arbitrary: fc.oneof(truncate, flip, repeat, whole) },
);

/** Texts of YAML's own pieces. */
export const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...fragments, 'a', 'naftiko: ', 'capability:\n', '  consumes:\n', '  exposes:\n', '\n', '  '),
      fc.string({ maxLength: 5 }),
    ),
  )
  .map((pieces) => pieces.join(''));
