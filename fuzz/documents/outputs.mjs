import * as fc from 'fast-check';

const paths = [
  '$',
  '$.',
  '$.a',
  '$.a.b',
  '$..a',
  '$[0]',
  '$[-1]',
  '$[*]',
  '$.items[*].id',
  "$['a.b']",
  '$[?(@.a==1)]',
  '$[?@.a]',
  '$.a[0:2]',
  '$..*',
  '$[',
  '$.a[',
  'a',
  '',
  '$.__proto__',
  '$.constructor',
  '$.length',
  '$[9007199254740993]',
  '$["\\ud800"]',
  7,
  null,
  { properties: { a: { type: 'string', mapping: '$.a' } } },
];
const path = fc.constantFrom(...paths);
const constant = fc.constantFrom(
  'fixed',
  '{{id}}',
  '12',
  7,
  null,
  true,
  { a: 1 },
  { a: ['{{id}}', { '{{id}}': '$.a' }] },
  '{{#a}}',
  '$.a',
);
const type = fc.constantFrom('object', 'string', 'number', 'integer', 'boolean', 'array', 'nonsense', null);

const { shape } = fc.letrec((tie) => ({
  shape: fc.record(
    {
      name: fc.constantFrom('a', 'b', '__proto__', 'constructor', '', 'a.b', null),
      type,
      mapping: path,
      value: constant,
      const: constant,
      items: fc.option(tie('shape'), { depthSize: 'small', maxDepth: 3, nil: {} }),
      properties: fc.option(
        fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('shape'), { maxKeys: 2, noNullPrototype: true }),
        { depthSize: 'small', maxDepth: 3, nil: {} },
      ),
    },
    { requiredKeys: [] },
  ),
}));

const untouched = fc.constantFrom([{ type: 'object', mapping: '$.' }], [{ type: 'object', value: '$' }]);

export const outputs = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  untouched,
  fc.array(shape, { maxLength: 3 }),
);
export const mappings = fc.array(
  fc.record({
    target: fc.constantFrom('a', 'a.b', '__proto__.polluted', 'constructor.prototype.polluted', '', 'b'),
    value: fc.oneof(path, constant),
  }),
  { maxLength: 3 },
);
export const rawFormat = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  fc.constantFrom(
    'json',
    'xml',
    'yaml',
    'csv',
    'tsv',
    'psv',
    'html',
    'markdown',
    'avro',
    'protobuf',
    'binary',
    'JSON',
    'nonsense',
    7,
  ),
);
