import * as fc from 'fast-check';
import { entryName, parameterName } from './names.mjs';
import { offered } from './offered.mjs';
import { mappings, outputs } from './outputs.mjs';
import { exposedParameters } from './parameters.mjs';

/** What a `with` may hold: references, templates, paths and plain values. */
const reference = fc
  .tuple(fc.constantFrom('rest.', 'tools.', 'flows.', 'face0.', '', 'first.', '$.', '$.first.'), parameterName)
  .map((parts) => parts.join(''));
const simple = fc.oneof(
  { weight: 3, arbitrary: reference },
  parameterName.map((name) => `{{${name}}}`),
  fc.constantFrom(
    '{{VARIABLE}}',
    '{{tools.id}}-{{q}}',
    '{{#q}}{{.}}{{/q}}',
    '{{#q}}',
    '$..',
    '$[',
    'rest.body',
    'tools.body',
    'rest.body.a.b',
    '$.first.a',
    '{{first.a}}',
    7,
    true,
    null,
    '',
    [1],
    { a: 'b' },
  ),
);
const { passed } = fc.letrec((tie) => ({
  passed: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: simple },
    fc.array(tie('passed'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor', '', '{{q}}', 'x {{id}}'), tie('passed'), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
  ),
}));
const passing = fc.oneof(
  { weight: 1, arbitrary: fc.constant(undefined) },
  fc.dictionary(parameterName, passed, { maxKeys: 4, noNullPrototype: true }),
);

/** Which operation is called, counted over and over through all of the document's; at 0 one that is not there. */
const target = fc.nat({ max: 30 });

const call = fc.record({ kind: fc.constant('call'), target, with: passing, outputParameters: outputs });
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('call'),
      name: fc.oneof(fc.constant('first'), entryName),
      target,
      with: passing,
    }),
  },
  fc.record({
    kind: fc.constant('lookup'),
    name: entryName,
    index: fc.constantFrom('first', 'second', '__proto__'),
    match: fc.constantFrom('a', 'id', '__proto__', 7),
    lookupValue: passed,
    outputParameters: fc.constantFrom(['a', 'b'], [{ name: 'a' }], 7, undefined),
  }),
  fc.constantFrom({ kind: 'script', name: 'run', file: 'run.js', language: 'javascript' }),
);
const steps = fc.record({
  kind: fc.constant('steps'),
  steps: fc.array(step, { maxLength: 3 }),
  with: passing,
  mappings,
  outputParameters: outputs,
});
const mock = fc.record({ kind: fc.constant('mock'), outputParameters: outputs });
const reused = fc.record({
  kind: fc.constant('ref'),
  ref: fc.constantFrom('flows.list', 'flows.get', 'flows.nowhere', '', 7),
  with: passing,
});

const description = fc.constantFrom('Does a thing.', '', undefined, 'two\nlines', 7, '{{q}}');
const common = {
  name: entryName,
  description,
  inputParameters: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, exposedParameters),
};
const does = fc.oneof({ weight: 6, arbitrary: call }, { weight: 2, arbitrary: steps }, mock, reused);

const hints = fc.constantFrom(undefined, { readOnly: true }, { readOnly: 'yes' }, [], 7);
const tool = fc.record({ ...common, does, hints });
export const flow = fc.record({
  ...common,
  does: fc.oneof({ weight: 3, arbitrary: call }, steps, reused),
  semantics: fc.constantFrom(undefined, { safe: true }, 7),
});

/** None of them can also mean `/openapi.json`. */
const exposedPaths = [
  '/things',
  '/things/{id}',
  '/a/{{id}}',
  '/{name}/b',
  '/p/{id}.json',
  '/x/{q}/{q}',
  '/p/{__proto__}',
  '/two words',
  '/é',
  '/p/{a.b}',
  '/p/{}',
  '/mcp',
  '/a?b=c',
  '/#c',
  '/a//b',
  'no-slash',
  '/{item-id}:launch',
  '/{unclosed',
  '/*',
  '/:id',
  '/a(b)',
  '/a/..',
  '/100%',
  '/{id}%',
  '/a%2Fb',
  '/%FF',
  7,
];
const operation = fc.record({
  ...common,
  does,
  method: fc.constantFrom(
    'GET',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'HEAD',
    'OPTIONS',
    'get',
    'BAD METHOD',
    '__proto__',
    undefined,
  ),
  path: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constantFrom('/sub', '/{id}')),
});
const resource = fc.record({
  path: fc.oneof(fc.constantFrom(...exposedPaths.slice(0, 4)), fc.constantFrom(...exposedPaths)),
  operations: fc.array(operation, { minLength: 1, maxLength: 3 }),
  forward: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    fc.record({
      targetNamespace: fc.constantFrom('api0', 'api1', 7),
      trustedHeaders: fc.constantFrom(
        ['X-Trace'],
        ['authorization', 'x-trace', 'host', 'bad name'],
        'X-Trace',
        undefined,
        [7],
      ),
    }),
  ),
});

const authentication = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  fc.constantFrom(
    { type: 'bearer', token: '{{CALLER}}' },
    { type: 'bearer', token: '{{NOWHERE}}' },
    { type: 'basic', username: 'ada', password: '{{CALLER}}' },
    { type: 'apikey', key: 'X-Caller', value: '{{CALLER}}', placement: 'header' },
    { type: 'apikey', key: 'caller key', value: '{{CALLER}}', placement: 'query' },
    { type: 'oauth2' },
  ),
);
const port = fc.constantFrom(8080, 8080, 9090, 0, 70_000, -1, '8080', 'many', null, '{{VARIABLE}}');

const rest = fc.record({
  type: fc.constantFrom('rest', 'rest', 'rest', 'api'),
  port,
  authentication,
  inputParameters: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, exposedParameters),
  resources: fc.array(resource, { minLength: 1, maxLength: 3 }),
});
const mcp = fc.record({
  type: fc.constant('mcp'),
  port,
  authentication,
  description,
  tools: fc.array(tool, { minLength: 1, maxLength: 6 }),
  ...offered(does),
});
const other = fc.constantFrom({ type: 'skill', port: 8081 }, { type: 'control', port: 8082 }, { type: 7 });

export const exposes = fc
  .array(fc.oneof({ weight: 5, arbitrary: rest }, { weight: 5, arbitrary: mcp }, other), { minLength: 1, maxLength: 2 })
  .map((servers) => servers.map((server, index) => ({ namespace: `face${index}`, ...server })));
