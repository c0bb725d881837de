import * as fc from 'fast-check';

const templates = [
  '{{id}}',
  'Hello {{name}}',
  '{{q}} and {{VARIABLE}}',
  '{{tools.id}}',
  '{{rest.q}}',
  '{{{q}}}',
  '{{&q}}',
  '{{a.b.c}}',
  '{{body.a}}',
  '{{#q}}{{.}},{{/q}}',
  '{{^q}}none{{/q}}',
  '{{! nothing }}',
  '{{__proto__}}',
  '{{constructor}}',
  '{{NOWHERE}}',
  'plain',
  '',
  '{{#q}}',
  '{{/q}}',
  '{{}}',
  '{{ }}',
  '{{=<% %>=}}',
  '{{> part}}',
  '{{#a}}{{/b}}',
  '{q}',
  '}}',
];

const template = fc.constantFrom(...templates);
const texts = fc.oneof(
  template,
  fc.constantFrom(
    '{"a": "{{q}}", "b": {{name}}}',
    '[{{id}}]',
    '{"a": {{#q}}"{{.}}"{{/q}}}',
    '{"a": "{{q}}"',
    '{{q}}: 1',
    '"{{q}}',
    '{"{{q}}": 1, "__proto__": {{id}}}',
    '<a b="{{q}}">{{name}}</a>',
    '<a>{{q}}',
    '<!-- {{q}} -->',
    '<![CDATA[{{q}}]]>',
    '<{{q}}/>',
    'SELECT "{{q}}" <{{name}}>',
    'SELECT {{q}}',
    "ASK '''{{q}}'''",
    'a={{q}}&b={{name}}',
    'a=%zz&{{q}}=1',
  ),
);

const data = fc.oneof(
  texts,
  fc.dictionary(
    fc.constantFrom('a', 'b', '__proto__', 'constructor', '', '{{q}}', 'x {{id}}', '{{#q}}'),
    fc.oneof(template, fc.constantFrom(7, null, true, [7, '{{q}}'], { deep: '{{id}}', '{{id}}': 'deep' })),
    { noNullPrototype: true, maxKeys: 4 },
  ),
  fc.array(
    fc.record(
      {
        name: template,
        value: template,
        filename: template,
        contentType: fc.constantFrom('text/plain', '{{q}}', 'a\nb', 7),
      },
      { requiredKeys: ['name'] },
    ),
    { maxLength: 3 },
  ),
  fc.constantFrom(null, 7, true, [], [null, '{{q}}']),
);

/** `body` of a consumed operation: of every type, sound and broken. */
export const body = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  texts,
  data,
  fc.record(
    {
      type: fc.constantFrom(
        'json',
        'text',
        'xml',
        'sparql',
        'formUrlEncoded',
        'multipartForm',
        'binary',
        'JSON',
        'unknown',
        7,
      ),
      data,
    },
    { requiredKeys: [] },
  ),
);
