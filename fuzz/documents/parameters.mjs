import * as fc from 'fast-check';
import { parameterName } from './names.mjs';

const types = [
  'string',
  'integer',
  'number',
  'boolean',
  'array',
  'object',
  'null',
  'file',
  'String',
  '',
  null,
  7,
  ['string', 'null'],
  {},
];

/** What schemas may hold, sense and nonsense. */
const nonsense = fc.record(
  {
    pattern: fc.constantFrom('^[a-z]+$', '(a+)+$', '[', '(?<a>.)\\k<a>', '\\p{L}', '*', 7, null),
    enum: fc.constantFrom(['a', 'b'], [], [1, 1], 'a', { a: 1 }, [null], 7),
    minimum: fc.constantFrom(0, 'x', null, -1e308),
    maxLength: fc.constantFrom(3, -1, 1.5, 'x', 1e9),
    items: fc.constantFrom({ type: 'string' }, [], [{ type: 'string' }], 'string', null, { items: { items: {} } }),
    properties: fc.constantFrom(
      { a: { type: 'string' } },
      [],
      'a',
      { a: 7 },
      { a: null },
      JSON.parse('{"__proto__":{"type":"string"}}'),
    ),
    required: fc.constantFrom(true, false, 'yes', ['a'], [7], null, {}),
    default: fc.constantFrom('a', null, { a: [] }),
    format: fc.constantFrom('date', 'email', 'regex', 'nonsense', 7),
    $ref: fc.constantFrom('#', '#/nowhere', '#/$defs/a', 'https://example.com/schema', 7),
    $defs: fc.constantFrom({ a: { $ref: '#/$defs/a' } }, 7),
    allOf: fc.constantFrom([], [{ type: 'string' }], {}, [{ $ref: '#' }], 7),
    not: fc.constantFrom({}, 7),
    multipleOf: fc.constantFrom(0, -1, 2, '2'),
    description: fc.constantFrom('Some words.', '', null, 7, ['a']),
  },
  { requiredKeys: [] },
);

const locations = ['path', 'query', 'header', 'cookie', 'body', 'environment', 'nowhere', null, 7];

/** What a document fixes; `{{VARIABLE}}` has a value, `{{NOWHERE}}` has none. */
const constants = [
  'fixed',
  'a/b?c',
  '{{VARIABLE}}',
  'x {{keys.VARIABLE}}',
  '{{NOWHERE}}',
  '$.a',
  7,
  true,
  null,
  '',
  [1],
  { a: 1 },
  { a: ['x {{VARIABLE}}', { '{{VARIABLE}}': '{{keys.VARIABLE}}' }] },
  [{ a: '{{NOWHERE}}' }],
  ['{{#VARIABLE}}x{{/VARIABLE}}'],
];

const extras = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: nonsense },
  { weight: 1, arbitrary: fc.constantFrom(...constants).map((value) => ({ value })) },
);

export const consumedParameters = parameters(fc.constantFrom(...locations.slice(0, 5), ...locations));
export const exposedParameters = parameters(fc.constantFrom('query', 'path', 'header', 'body', undefined, 'nowhere'));

function parameters(location) {
  const type = fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    fc.constantFrom(...types.slice(0, 6)),
    fc.constantFrom(...types),
  );
  const one = fc.record({ name: parameterName, in: location, type, extra: extras });
  return fc.array(
    one.map(({ extra, ...rest }) => Object.assign(rest, extra)),
    { maxLength: 4 },
  );
}
