import spectralCore from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { describe, expect, it } from 'vitest';
import { northflankJobs } from '../../../northflank/index.ts';
import { compile } from '../../runtime/compile/compile.ts';
import { load } from '../../runtime/load.ts';
import { compileText } from '../../runtime/testing.ts';
import type { ServerProgram } from '../../runtime/compile/program.ts';
import { describeFace } from './openapi.ts';

const document = `
naftiko: 1.0.0-alpha2
info: { label: Library }
capability:
  consumes:
    - type: http
      namespace: up
      baseUri: http://127.0.0.1:1
      resources:
        - name: books
          path: /books
          operations:
            - { name: list, method: GET, inputParameters: [{ name: 'filter[author]', in: query, type: string }] }
            - { name: add, method: POST, inputParameters: [{ name: body, in: body, type: object, required: true }] }
        - name: book
          path: /books/{bookId}
          operations:
            - { name: lend, method: POST, inputParameters: [{ name: X-Reader, in: header, type: string }] }
  exposes:
    - type: rest
      namespace: rest
      port: 0
      resources:
        - path: /books
          operations:
            - { name: list books, method: GET, description: 'Lists them. All, in fact.', call: up.list }
            - { name: add, method: POST, call: up.add }
            - name: add
              method: PUT
              call: up.add
              outputParameters: [{ name: count, type: integer, mapping: $.count }]
        - path: /books/{{book_id}}:lend
          operations: [{ name: lend, method: POST, call: up.lend }]
        - path: /twice/{bookId}/{bookId}
          operations: [{ name: twice, method: POST, call: up.lend }]
`;

const contract = `
openapi: 3.1.0
info: { title: Books, version: '1' }
paths:
  /books:
    get: { responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Shelf' } } } } } }
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } }
      responses: { '201': { content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } } }
components:
  schemas:
    Shelf: { type: object, properties: { books: { type: array, items: { $ref: '#/components/schemas/Book' } } } }
    Book:
      type: object
      required: [title]
      properties: { title: { type: string }, sequel: { $ref: '#/components/schemas/Book' } }
`;

// Descriptions are looked into freely.
// oxlint-disable-next-line typescript/no-explicit-any
function describeServer({ face, callers }: ServerProgram, title = 'Library', description = 'Lends books.'): any {
  if (face.type !== 'rest') throw new Error('no REST face');
  const written = describeFace({ title, description, version: '1.2.3', routes: face.routes, callers });
  return JSON.parse(JSON.stringify(written)) as unknown;
}

async function findings(description: Record<string, unknown>): Promise<readonly string[]> {
  const spectral = new spectralCore.Spectral();
  // The two packages type their rules apart from each other.
  spectral.setRuleset({ extends: [oas as never] });
  const found = await spectral.run(description);
  return found.map(({ code, message, path }) => `${code} ${path.join('.')}: ${message}`);
}

describe('the description of a face', () => {
  const own = describeServer(compileText(document, { contract }).server('rest'));

  it('has no finding by the OpenAPI rules of Spectral', async () => {
    expect(await findings(own)).toEqual([]);
  });

  it('has none without a contract either, nor without words', async () => {
    expect(await findings(describeServer(compileText(document).server('rest'), 'Library', ''))).toEqual([]);
  });

  it('has none for Northflank Jobs', async () => {
    const path = (url: URL): string => decodeURIComponent(url.pathname);
    const loaded = await load(path(northflankJobs.document), {
      overlays: northflankJobs.overlays.map(path),
      contracts: () => new Map([['northflank-jobs', path(northflankJobs.contract)]]),
    });
    if (!loaded.capability) throw new Error('no document');
    const { servers } = compile(loaded.capability, loaded, {
      given: new Map([['NORTHFLANK_API_KEY', 'nf-key']]),
      environment: {},
      baseUris: new Map(),
      contractMode: 'lenient',
      timeout: 1000,
      maxAnswerBytes: 1000,
    });
    const rest = servers.find(({ face }) => face.type === 'rest');
    if (!rest) throw new Error('no REST face');
    const description = describeServer(rest, 'Northflank Jobs', loaded.capability.description);
    expect(await findings(description)).toEqual([]);
    expect(JSON.stringify(description)).not.toContain('nf-key');
    expect(Object.keys(description.paths)).toEqual([
      '/v1/projects/{projectid}/jobs',
      '/v1/projects/{projectid}/jobs/{jobid}/run',
    ]);
  });

  it.each([
    ["{type: bearer, token: 't0ken'}", { type: 'http', scheme: 'bearer' }],
    ["{type: digest, username: ada, password: 't0ken'}", { type: 'http', scheme: 'digest' }],
    ["{type: apikey, key: X-Key, value: 't0ken'}", { type: 'apiKey', in: 'header', name: 'X-Key' }],
    ['{type: oauth2, authorizationServerUri: https://a.example, resource: https://b.example}', { scheme: 'bearer' }],
    [
      '{type: oauth2, authorizationServerUri: https://a.example, resource: https://b.example, scopes: [read], tokenEndpoint: https://a.example/token}',
      { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://a.example/token' } } },
    ],
  ])('says what callers show, where they are asked for %s', async (authentication, scheme) => {
    const text = document
      .replace('      port: 0', `      port: 0\n      authentication: ${authentication}`)
      .replace(
        'name: lend, method: POST, call: up.lend }]',
        'name: lend, method: POST, call: up.lend, scopes: [write] }]',
      );
    const description = describeServer(compileText(text).server('rest'));
    expect(await findings(description)).toEqual([]);
    expect(description.components.securitySchemes.caller).toMatchObject(scheme);
    const scopes = authentication.includes('read') ? ['read'] : [];
    const lend = description.paths['/books/{book_id}:lend'].post;
    expect(description.paths['/books'].get.security).toEqual([{ caller: scopes }]);
    expect(lend.security).toEqual([{ caller: scopes.length > 0 ? ['read', 'write'] : [] }]);
    expect(Object.keys(lend.responses)).toContain('401');
    if (authentication.includes('oauth2')) expect(lend.responses['403'].description).toContain('write');
    expect(JSON.stringify(description)).not.toContain('t0ken');
  });

  it('says of every operation where it is and what it takes', () => {
    const { paths } = own;
    expect(Object.keys(paths)).toEqual(['/books', '/books/{book_id}:lend', '/twice/{bookId}/{bookId-2}']);
    expect(paths['/books'].get).toMatchObject({
      operationId: 'list-books',
      summary: 'Lists them',
      description: 'Lists them. All, in fact.',
      parameters: [{ name: 'filter[author]', in: 'query', required: false, schema: { type: 'string' } }],
    });
    expect(paths['/books/{book_id}:lend'].post.parameters).toMatchObject([
      { name: 'book_id', in: 'path', required: true },
      { name: 'X-Reader', in: 'header', required: false },
    ]);
    expect(paths['/twice/{bookId}/{bookId-2}'].post.parameters).toMatchObject([
      { name: 'bookId' },
      { name: 'bookId-2' },
      { name: 'X-Reader' },
    ]);
    expect([paths['/books'].post.operationId, paths['/books'].put.operationId]).toEqual(['add', 'add-put']);
    expect(paths['/books'].put.responses['200'].content['application/json'].schema).toEqual({
      type: 'object',
      properties: { count: { anyOf: [{ type: 'integer' }, { type: 'string' }, { type: 'null' }] } },
    });
  });

  it('shares the schemas of the contract, those of results apart from those of inputs', () => {
    const references = [...JSON.stringify(own).matchAll(/"\$ref":"([^"]*)"/g)].map(([, target]) => target ?? '');
    expect(references.length).toBeGreaterThan(3);
    for (const target of references) {
      expect(target).toMatch(/^#\/components\/schemas\//);
      expect(own.components.schemas).toHaveProperty([target.slice('#/components/schemas/'.length)]);
    }
    expect(own.components.schemas).toMatchObject({
      Book: { required: ['title'] },
      BookResult: { type: 'object', properties: { title: {} } },
    });
    expect(own.components.schemas.BookResult).not.toHaveProperty('required');
    expect(own.paths['/books'].post.requestBody).toMatchObject({ required: true });
  });
});
