import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Shape } from '../../../capability/model.ts';
import { emptyShape } from '../../../capability/read/output.ts';
import { loosened } from '../../../contract/relax.ts';
import type { Json } from '../../../json/json.ts';
import type { JsonSchema } from '../../../json/schema.ts';
import { compileMapping, mappingSchema } from '../../../operation/run/map-output.ts';
import { operation, serve } from '../testing.ts';
import type { TestServer } from '../testing.ts';

/**
 * Both SDKs' clients check structured content against the schema a tool has declared, and fail the call when it does not
 * fit. Whatever an API answers, no call may fail for that.
 */

const ship: JsonSchema = {
  type: 'object',
  required: ['id', 'name', 'flag'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', format: 'uuid' },
    name: { type: 'string', minLength: 1 },
    length: { type: ['integer', 'null'], minimum: 1 },
    flag: { type: 'string', enum: ['NO', 'SE'] },
    berth: { type: 'object', properties: { number: { type: 'number' } }, additionalProperties: { type: 'boolean' } },
    crew: { type: 'array', maxItems: 2, items: { oneOf: [{ type: 'string' }, { type: 'null' }] } },
    master: { $ref: '#/$defs/person' },
    extra: {},
  },
  $defs: {
    person: {
      type: 'object',
      properties: { mate: { $ref: '#/$defs/person' }, born: { type: 'string', format: 'date' } },
    },
  },
};
const { $defs, ...one } = ship;

const mapped: Shape = {
  ...emptyShape,
  type: 'object',
  properties: new Map(
    ['string', 'integer', 'number', 'boolean', 'object', 'array', undefined].map((type, index) => [
      `member${index}`,
      {
        ...emptyShape,
        type,
        path: ['$.id', '$.length', '$.berth', '$.crew', '$.master', '$.name', '$.missing'][index],
      },
    ]),
  ),
};
const list: Shape = {
  ...emptyShape,
  type: 'array',
  path: '$.crew',
  items: { ...emptyShape, type: 'string', path: '$' },
};

const map = (shape: Shape) => {
  const mapping = compileMapping(shape);
  return (answer: Json): Json => mapping(answer, () => undefined);
};

/** By the name of a tool: what it declares, and what it makes of an answer. */
const results: Readonly<Record<string, readonly [JsonSchema | undefined, (answer: Json) => Json]>> = {
  'contract-object': [loosened(ship), (answer) => answer],
  'contract-list': [loosened({ type: 'array', items: one, ...($defs && { $defs }) }), (answer) => answer],
  'contract-map': [loosened({ type: 'object', additionalProperties: { type: 'integer' } }), (answer) => answer],
  'mapped-object': [mappingSchema(mapped), map(mapped)],
  'mapped-list': [mappingSchema(list), map(list)],
};

/** As the contract has it, with anything in the place of anything. */
const answers = fc.oneof(
  fc.record<Record<string, unknown>>(
    {
      id: fc.oneof(fc.uuid(), fc.jsonValue()),
      name: fc.oneof(fc.string(), fc.jsonValue()),
      length: fc.oneof(
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constant('12345678901234567890'),
      ),
      flag: fc.constantFrom('NO', 'DK', null, 7),
      berth: fc.oneof(
        fc.record({ number: fc.double({ noNaN: true, noDefaultInfinity: true }), free: fc.boolean() }),
        fc.constant([]),
        fc.jsonValue(),
      ),
      crew: fc.oneof(fc.array(fc.oneof(fc.string(), fc.constant(null))), fc.jsonValue()),
      master: fc.oneof(fc.constant({ mate: { mate: null, born: 'long ago' } }), fc.jsonValue()),
      extra: fc.jsonValue(),
      unknown: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
  fc.jsonValue(),
  fc.array(fc.jsonValue()),
) as fc.Arbitrary<Json>; // made of JSON values

interface AnyClient {
  listTools(): Promise<unknown>;
  callTool(params: { name: string }): Promise<object>;
  close(): Promise<void>;
}

const info = { name: 'test', version: '1.0.0' };

const clients: readonly (readonly [string, (url: URL) => Promise<AnyClient>])[] = [
  [
    'SDK v1',
    async (url) => {
      const client = new ClientV1(info);
      await client.connect(new TransportV1(url));
      return client;
    },
  ],
  [
    'SDK v2',
    async (url) => {
      const client = new Client(info, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
      await client.connect(new StreamableHTTPClientTransport(url));
      return client;
    },
  ],
];

let answer: Json = null;
let server: TestServer;
beforeAll(async () => {
  server = await serve(
    Object.entries(results).map(([name, [resultSchema, make]]) =>
      operation(
        name,
        () => {
          const value = make(answer);
          return Promise.resolve({ kind: 'value', value, text: JSON.stringify(value) });
        },
        { resultSchema, maxResultSize: 1000 },
      ),
    ),
  );
});
afterAll(() => server.close());

describe.each(clients)('%s', (_, connect) => {
  test.each(Object.keys(results))('takes whatever is answered where %s is declared', async (name) => {
    const client = await connect(new URL(server.url));
    await client.listTools(); // Only then does a client check.
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        answer = given;
        expect(await client.callTool({ name })).toHaveProperty('structuredContent');
      }),
      { numRuns: 60 },
    );
    await client.close();
  });
});
