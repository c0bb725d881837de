import { describe, expect, it } from 'vitest';
import { compileText } from '../../runtime/testing.ts';
import type { Inputs } from './inputs.ts';
import type { ContractMode } from './typed-inputs.ts';

const document = `
naftiko: 1.0.0-alpha2
info: { label: Contract }
capability:
  consumes:
    - type: http
      namespace: up
      baseUri: http://127.0.0.1:1
      resources:
        - name: things
          path: /things
          operations:
            - name: list
              method: GET
              inputParameters: [{ name: limit, in: query, type: integer }]
            - name: create
              method: POST
              inputParameters: [{ name: body, in: body, type: object, required: true }]
        - name: starts
          path: /things/{id}/start
          operations:
            - { name: start, method: POST, inputParameters: [{ name: body, in: body, type: object }] }
            - { name: choose, method: PUT, inputParameters: [{ name: body, in: body, type: object }] }
  exposes:
    - type: mcp
      namespace: tools
      port: 0
      tools:
        - { name: list, call: up.list }
        - { name: create, description: Its own words., call: up.create }
        - { name: start, call: up.start }
        - { name: choose, call: up.choose }
`;

const contract = `
openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /things:
    get:
      description: The things there are.
      parameters:
        - { name: limit, in: query, required: true, description: How many., schema: { type: integer, maximum: 10 } }
      responses:
        '200':
          content:
            application/json:
              schema: { type: object, required: [things], properties: { things: { type: array, items: { type: string } } } }
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              additionalProperties: false
              required: [name]
              properties: { name: { type: string, minLength: 3 } }
  /things/{id}/start:
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, properties: { speed: { type: integer } } } } }
    put:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties: { a: {}, b: {} }
              anyOf: [{ required: [a] }, { required: [b] }]
`;

function check(mode: ContractMode, name: string, inputs: Inputs): unknown {
  const prepared = compileText(document, { contract, contractMode: mode }).operation(name).prepare(inputs);
  return 'failure' in prepared ? prepared.failure.fields?.map(({ field }) => field) : prepared.request?.body;
}

describe('a contract', () => {
  it.each([
    ['strict', ['body.more']],
    ['lenient', '{"name":"abc","more":1}'],
    ['off', '{"name":"abc","more":1}'],
  ] as const)('in mode %s, on a property it does not know', (mode, expected) => {
    expect(check(mode, 'create', { body: { name: 'abc', more: 1 } })).toEqual(expected);
  });

  it.each([
    ['strict', ['body.name']],
    ['lenient', ['body.name']],
    ['off', '{"name":"a"}'],
  ] as const)('in mode %s, on a property it knows better', (mode, expected) => {
    expect(check(mode, 'create', { body: { name: 'a' } })).toEqual(expected);
  });

  it.each([
    ['strict', ['limit']],
    ['lenient', ['limit']],
    ['off', null],
  ] as const)('in mode %s, on a parameter out of range or missing', (mode, expected) => {
    expect(check(mode, 'list', { limit: 11 })).toEqual(expected);
    expect(check(mode, 'list', {})).toEqual(expected);
  });

  it("does not lift the document's own demands", () => {
    expect(check('off', 'create', {})).toEqual(['body']);
    expect(check('off', 'list', { limit: 'x' })).toEqual(['limit']);
  });

  it('describes in every mode', () => {
    for (const contractMode of ['strict', 'lenient', 'off'] as const) {
      const program = compileText(document, { contract, contractMode });
      expect(program.operation('list').description).toMatch(/^The things there are\. /);
      expect(program.operation('create').description).toMatch(/^Its own words\. /);
      expect(program.operation('list').inputSchema).toMatchObject({
        type: 'object',
        properties: { limit: { type: 'integer', maximum: 10, description: 'How many.' } },
        required: ['limit'],
        additionalProperties: false,
      });
      expect(program.operation('list').resultSchema).toMatchObject({ type: 'object', properties: { things: {} } });
      expect(program.operation('list').resultSchema).not.toHaveProperty('required');
    }
  });

  it('closes what a model is told only when it is strict', () => {
    const told = (contractMode: ContractMode): unknown =>
      compileText(document, { contract, contractMode }).operation('create').inputSchema.properties?.['body'];
    expect(told('strict')).toHaveProperty('additionalProperties', false);
    expect(told('lenient')).not.toHaveProperty('additionalProperties');
  });

  it('says what is sent when nothing is given: the empty object where that fits', () => {
    expect(check('lenient', 'start', { id: 'a' })).toBe('{}');
    expect(check('lenient', 'start', { id: 'a', body: { speed: 1 } })).toBe('{"speed":1}');
    expect(check('off', 'start', { id: 'a' })).toBe('{}');
  });

  it('asks for a body where the empty object does not fit', () => {
    expect(check('lenient', 'choose', { id: 'a' })).toEqual(['body']);
    expect(check('lenient', 'choose', { id: 'a', body: { b: 1 } })).toBe('{"b":1}');
  });

  it('is told of when it does not describe what is consumed', () => {
    const { diagnostics } = compileText(document.replace('/start', '/stop'), { contract });
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'contract-no-match', severity: 'note' }));
  });

  it('does without what it says of an operation where that cannot be read', () => {
    const broken = contract.replace(/schema: \{ type: object, required: \[things\].*/, "schema: { $ref: '#/nowhere' }");
    const { diagnostics, servers } = compileText(document, { contract: broken });
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'contract-unreadable',
        severity: 'warning',
        message: 'contract.yaml: The reference "#/nowhere" points at nothing. GET /things stays untyped.',
      }),
    );
    expect(servers[0]?.bound[0]?.operation.description).not.toContain('The things there are.');
  });
});
