import { describe, expect, it } from 'vitest';
import { ContractError } from './contract-error.ts';
import { loadContract } from './load-contract.ts';

const shop = `
openapi: 3.1.0
info: { title: Shop, version: 1.2.0 }
servers: [{ url: 'https://{host}/{stage}/', variables: { host: { default: shop.example }, stage: { default: v1 } } }]
paths:
  /orders/{orderId}:
    parameters:
      - { name: orderId, in: path, required: true, description: The order., schema: { type: string } }
      - { name: trace, in: query, schema: { type: boolean } }
      - { name: Authorization, in: header, schema: { type: string } }
    get:
      summary: Read an order
      parameters:
        - $ref: '#/components/parameters/Trace'
      responses:
        '404': { description: None }
        '200': { $ref: '#/components/responses/Order' }
    put:
      requestBody: { $ref: '#/components/requestBodies/Order' }
      responses: { '204': { description: Done } }
  /orders/open:
    get: { responses: { '200': { description: All, content: { text/csv: { schema: { type: string } } } } } }
components:
  parameters:
    Trace: { name: trace, in: query, description: How much., schema: { type: integer, description: A level. } }
  requestBodies:
    Order: { required: true, description: The order., content: { application/vnd.shop+json: { schema: { $ref: '#/components/schemas/Order' } } } }
  responses:
    Order: { description: One, content: { application/json; charset=utf-8: { schema: { $ref: '#/components/schemas/Order' } } } }
  schemas:
    Order:
      type: object
      properties:
        items: { type: array, items: { $ref: '#/components/schemas/Item' } }
        parent: { $ref: '#/components/schemas/Order' }
    Item: { type: object, properties: { size: { $ref: '#/components/schemas/Size', description: Its size. } } }
    Size: { enum: [s, m] }
    Unused: { type: string }
`;

function schemaOf(version: string, schema: string): unknown {
  const text = `
openapi: ${version}
info: { title: T, version: '1' }
paths: { /a: { post: { requestBody: { content: { application/json: { schema: ${schema} } } } } } }
components: { schemas: { Name: { type: string, nullable: true } } }`;
  return loadContract(text, 'a.yaml').find('POST', '/a')?.body?.schema;
}

describe('loadContract', () => {
  const contract = loadContract(shop, 'shop.yaml');

  it('reads title, version and each operation, with the path of the server in front', () => {
    expect([contract.title, contract.version]).toEqual(['Shop', '1.2.0']);
    expect(contract.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/orders/{orderId}',
      'PUT /v1/orders/{orderId}',
      'GET /v1/orders/open',
    ]);
  });

  it('merges parameters of the path and of the operation, and puts their description into the schema', () => {
    expect(contract.find('get', '/v1/orders/{id}')?.parameters).toEqual([
      { name: 'orderId', in: 'path', required: true, schema: { type: 'string', description: 'The order.' } },
      { name: 'trace', in: 'query', required: false, schema: { type: 'integer', description: 'How much.' } },
    ]);
  });

  it('hands out schemas that stand alone, with the definitions they reach and no others', () => {
    const operation = contract.find('PUT', '/v1/orders/{id}');
    expect(operation?.body).toMatchObject({ required: true, description: 'The order.' });
    expect(operation?.result).toBeUndefined();
    const order = {
      type: 'object',
      properties: { items: { type: 'array', items: { $ref: '#/$defs/Item' } }, parent: { $ref: '#/$defs/Order' } },
    };
    expect(operation?.body?.schema).toEqual({
      ...order,
      $defs: {
        Order: order,
        Item: { type: 'object', properties: { size: { $ref: '#/$defs/Size', description: 'Its size.' } } },
        Size: { enum: ['s', 'm'] },
      },
    });
    expect(contract.find('GET', '/v1/orders/7')?.result).toEqual(operation?.body?.schema);
  });

  it('finds by shape: literal before placeholder, with and without the base path', () => {
    expect(contract.find('GET', '/orders/{x}')?.summary).toBe('Read an order');
    expect(contract.find('GET', '/v1/orders/open/')?.path).toBe('/v1/orders/open');
    expect(contract.find('GET', '/v1/orders/7')?.path).toBe('/v1/orders/{orderId}');
    expect(contract.find('GET', '/v1/orders')).toBeUndefined();
    expect(contract.find('DELETE', '/v1/orders/7')).toBeUndefined();
  });

  it('reads JSON as well', () => {
    expect(loadContract('{"openapi":"3.0.1","info":{"title":"J","version":"2"},"paths":{}}', 'j.json').title).toBe('J');
  });

  it('translates what OpenAPI 3.0 says otherwise', () => {
    expect(schemaOf('3.0.3', '{ type: string, nullable: true, enum: [a], example: a, x-more: 1 }')).toEqual({
      type: ['string', 'null'],
      enum: ['a', null],
      examples: ['a'],
    });
    expect(
      schemaOf('3.0.3', '{ type: number, minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false }'),
    ).toEqual({ type: 'number', exclusiveMinimum: 1, maximum: 5 });
    expect(
      schemaOf('3.0.3', "{ nullable: true, allOf: [{ $ref: '#/components/schemas/Name', title: ignored }] }"),
    ).toEqual({
      anyOf: [{ allOf: [{ $ref: '#/$defs/Name' }] }, { type: 'null' }],
      $defs: { Name: { type: ['string', 'null'] } },
    });
  });

  it('leaves out keywords whose value is impossible', () => {
    expect(schemaOf('3.1.0', '{ type: any, required: true, minLength: x, description: D, constructor: 1 }')).toEqual({
      description: 'D',
      constructor: 1,
    });
  });

  it.each([
    ['swagger: "2.0"', 'This is a Swagger 2.0 description.'],
    ['just: data', 'This is no OpenAPI description.'],
    ['- 1', 'This is no OpenAPI description.'],
    ['openapi: 4.0.0', 'OpenAPI 4.0.0 is not known here.'],
    ['a: [', 'neither YAML nor JSON'],
  ])('refuses %s in words', (text, words) => {
    expect(() => loadContract(text, 'c.yaml')).toThrow(ContractError);
    expect(() => loadContract(text, 'c.yaml')).toThrow(`c.yaml: `);
    expect(() => loadContract(text, 'c.yaml')).toThrow(words);
  });

  it.each([
    ['{ $ref: "other.yaml#/A" }', 'The reference "other.yaml#/A" leads out of this file.'],
    [
      '{ properties: { a: { $ref: "#/components/schemas/None" } } }',
      'The reference "#/components/schemas/None" points at nothing.',
    ],
    ['&a { properties: { a: *a } }', 'A schema contains itself through a YAML alias'],
  ])('refuses the schema %s in words', (schema, words) => {
    expect(() => schemaOf('3.1.0', schema)).toThrow(words);
  });
});
