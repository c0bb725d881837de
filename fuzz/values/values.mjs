import * as fc from 'fast-check';
import { expect, short } from '../drive/expect.mjs';
import { createFolder } from '../drive/folder.mjs';
import { callTool } from '../drive/mcp.mjs';
import { open, serve } from '../drive/open.mjs';
import { releaseConnections } from '../drive/send.mjs';
import { startUpstream } from '../drive/upstream.mjs';
import { arrived } from './arrived.mjs';
import { document, inputs } from './document.mjs';
import { parseExactly } from './json-text.mjs';
import { callRest } from './rest.mjs';

/** JSON texts that parsers disagree about, or that other languages take for something of their own. */
const odd = [
  '1e400',
  '-1e400',
  '-0',
  '0.0',
  '1E2',
  '1e-400',
  '9007199254740993',
  '12345678901234567890',
  '-12345678901234567890123',
  '0.1000',
  '100000000000000000000',
  '{"a":1,"a":2}',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"":null}',
  '[[[[[[[[]]]]]]]]',
  '[null]',
  '[]',
  '{}',
  'null',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\u0000"',
  '"\\r\\nX-Evil: 1"',
  '"{{two}}"',
  '"{{{one}}}"',
  '"..%2f.."',
  '".."',
  '"."',
  '""',
  '" a "',
  '"\\ufeff"',
  '"|"',
  '"]]>"',
  '"é"',
  '"\\u2028"',
];

const json = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...odd) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)) },
  { weight: 2, arbitrary: fc.json({ stringUnit: 'binary' }) },
  { weight: 1, arbitrary: fc.bigInt().map(String) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 10, max: 17 }).map((power) => JSON.stringify('x&'.repeat(2 ** (power - 1)))),
  },
);

/** Any values for the inputs of any operation, over REST and MCP: each arrives as it is, in its place, or nothing does. */
export async function createValues() {
  const folder = createFolder();
  const upstream = await startUpstream();
  const { program } = await open(folder.write('places.yaml', document.replace('ORIGIN', upstream.url)));
  const { servers, defects, stop } = await serve(program);
  const call = fc.constantFrom(...Object.keys(inputs)).chain((operation) =>
    fc.record({
      operation: fc.constant(operation),
      over: fc.constantFrom('rest', 'mcp'),
      values: fc.record(Object.fromEntries(inputs[operation].map((name) => [name, json])), {
        requiredKeys: [],
        noNullPrototype: true,
      }),
    }),
  );
  return {
    arbitrary: call,
    runs: 300,
    show: ({ values, ...more }) => `${JSON.stringify(more)} with ${short(JSON.stringify(Object.entries(values)))}`,
    async check(input) {
      await check(input, { servers, upstream });
      if (defects.length > 0) throw defects.shift();
      expect({}.polluted === undefined, 'A value changed what all objects have.');
    },
    async close() {
      releaseConnections();
      await stop();
      folder.remove();
      await upstream.close();
    },
  };
}

async function check({ operation, over, values }, { servers, upstream }) {
  upstream.take();
  const [rest, mcp] = servers;
  const given = Object.entries(values).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  const { isRefused, sent } =
    over === 'rest' ? await callRest(rest, operation, values) : await callMcp(mcp, operation, `{${given.join(',')}}`);
  const requests = upstream.take();
  if (isRefused) return expect(requests.length === 0, () => `A call was refused, and yet sent ${shown(requests)}`);
  expect(requests.length === 1, () => `A call sent ${requests.length} requests.`);
  expect(
    arrived[operation](requests[0], sent ?? parseExactly(`{${given.join(',')}}`)),
    () => `A value arrived as ${shown(requests)}`,
  );
}

async function callMcp(server, operation, values) {
  const { isError } = await callTool(server, operation, values);
  return { isRefused: isError };
}

function shown([{ url, headers, body }]) {
  return `${url} ${JSON.stringify(headers)} ${short(JSON.stringify(body.toString()))}`;
}
