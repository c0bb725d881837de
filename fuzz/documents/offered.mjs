import * as fc from 'fast-check';
import { entryName, parameterName } from './names.mjs';

const uri = fc.oneof(
  fc.constantFrom('a://b', 'a://b/', 'docs://{id}', 'docs://{{q}}/x', 'a:{id}/{q}', 'a:{name}.json'),
  fc.constantFrom('a:{id}{q}', 'a:{+path}', 'a:{?q}', 'a:{id}/{id}', '/no-scheme', 'a: b', 'a:{', 'a:{__proto__}'),
  fc.constantFrom(undefined, '', 7, null),
  parameterName.map((name) => `b:${name}/{id}`),
);
const location = fc.constantFrom(
  'file:///./docs',
  './docs/note.md',
  './docs/dot.gif',
  './document.yaml',
  './nowhere',
  '../..',
  '/etc',
  '/dev/zero',
  '',
  7,
);
const mimeType = fc.constantFrom(undefined, undefined, 'text/plain', 'application/json', 'image/png', '', 7);
const text = fc.constantFrom('Say {{id}}.', '{{q}}', '{{SECRET}}{{keys.SECRET}}', '{{#q}}{{.}}{{/q}}', '{{#q}}', '', 7);
const message = fc.record({ role: fc.constantFrom('user', 'assistant', 'system', undefined, 7), content: text });
const argument = fc.record({
  name: parameterName,
  description: fc.constantFrom('What it is.', undefined, 7),
  required: fc.constantFrom(undefined, true, false, 'no'),
  enum: fc.constantFrom(undefined, undefined, ['a', 'b', 1, null], [], 'a'),
});

/** Resources and prompts of an MCP server. @param does what an entry may do, as tools do. */
export function offered(does) {
  const described = { name: entryName, description: fc.constantFrom('A thing.', undefined, 7) };
  const resource = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ ...described, uri, mimeType, binary: fc.constantFrom(undefined, true, 7), does }),
    },
    fc.record({ ...described, uri, mimeType, location }),
  );
  const withArguments = { ...described, arguments: fc.array(argument, { maxLength: 3 }) };
  const prompt = fc.oneof(
    fc.record({ ...withArguments, does }),
    fc.record({ ...withArguments, template: fc.array(message, { maxLength: 3 }) }),
    fc.record({ ...withArguments, location }),
  );
  return {
    resources: fc.oneof(fc.constant(undefined), fc.array(resource, { maxLength: 4 })),
    prompts: fc.oneof(fc.constant(undefined), fc.array(prompt, { maxLength: 3 })),
    ttlMs: fc.constantFrom(undefined, 0, 60_000, -1, 'long'),
    cacheScope: fc.constantFrom(undefined, 'public', 'private', 'all', 7),
  };
}
