/** A document like the largest published one: 1,158 operations, each over REST and as a tool, in 1.8 MB. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';

const OPERATIONS = 1_158;
const NAMESPACE = 'warehouse';
const METHODS = /** @type {const} */ (['GET', 'POST', 'GET', 'DELETE', 'PATCH', 'GET']);
const THINGS = ['order', 'invoice', 'shelf', 'parcel', 'supplier', 'return', 'pallet', 'carrier', 'price', 'stock'];
const PASSED_THROUGH = { type: 'object' };

/** @param {string} folder @returns {string} its file */
export function writeLargeDocument(folder) {
  const file = join(folder, `${NAMESPACE}.yaml`);
  const operations = Array.from({ length: OPERATIONS }, (_, index) => describe(index));
  writeFileSync(file, dump(capability(operations), { lineWidth: 120, seqNoIndent: true }));
  return file;
}

/** @typedef {ReturnType<typeof describe>} Described */

/** @param {number} index */
function describe(index) {
  const thing = THINGS[index % THINGS.length];
  const method = METHODS[index % METHODS.length] ?? 'GET';
  const area = `area-${Math.floor(index / THINGS.length)}`;
  const name = `${method.toLowerCase()}${area.replace('-', '')}${thing}`;
  const path = `/sites/{siteId}/${area}/${thing}s${index % 3 === 0 ? '' : `/{${thing}Id}`}`;
  const hasBody = method === 'POST' || method === 'PATCH';
  return { index, name, path, method, hasBody, passed: [...queryNames(index), ...(hasBody ? ['body'] : [])] };
}

/** @param {number} index */
const queryNames = (index) => ['$filter', 'per_page', 'sort[order]'].slice(index % 4);

/** @param {Described} operation */
const sentence = ({ method, path }) =>
  `Acme ${method} ${path.replaceAll(/[/{}]+/g, ' ').trim()}: what is kept, moved or owed there, page by page.`;

/** @param {Described[]} operations */
function capability(operations) {
  return {
    naftiko: '1.0.0-alpha2',
    info: { label: 'Acme Warehouse', description: 'Everything of the Acme Warehouse API.', tags: ['Acme'] },
    binds: [{ namespace: 'env', keys: { WAREHOUSE_API_KEY: 'WAREHOUSE_API_KEY' } }],
    capability: {
      consumes: [
        {
          type: 'http',
          namespace: NAMESPACE,
          baseUri: 'https://api.example.com',
          resources: operations.map(consumedResource),
          authentication: { type: 'bearer', token: '{{env.WAREHOUSE_API_KEY}}' },
        },
      ],
      exposes: [
        { type: 'rest', namespace: `${NAMESPACE}-rest`, port: 8080, resources: operations.map(exposedResource) },
        { type: 'mcp', namespace: `${NAMESPACE}-mcp`, port: 9090, transport: 'http', tools: operations.map(tool) },
      ],
    },
  };
}

/** Half of the published documents do not declare what their paths need, and nor does this. @param {Described} operation */
function consumedResource(operation) {
  const { index, name, path, method, hasBody } = operation;
  const query = queryNames(index).map((parameter) => ({
    name: parameter,
    in: 'query',
    type: 'string',
    description: `The ${parameter} by which the answer is narrowed down.`,
  }));
  const body = { name: 'body', in: 'body', type: 'object', description: 'Request body (JSON).', required: true };
  return {
    name: `sites-${name}`,
    path,
    operations: [
      {
        name,
        method,
        description: sentence(operation),
        outputRawFormat: 'json',
        outputParameters: [{ name: 'result', ...PASSED_THROUGH, value: '$.' }],
        inputParameters: hasBody ? [...query, body] : query,
      },
    ],
  };
}

/** @param {Described} operation */
function exposedResource(operation) {
  const { name, path, method } = operation;
  return {
    path: `/v1${path.toLowerCase()}`,
    name: `sites-${name}`,
    operations: [{ method, name, ...called(operation, 'rest') }],
  };
}

/** @param {Described} operation */
function tool(operation) {
  const readOnly = operation.method === 'GET';
  return {
    name: `acme-${operation.name}`,
    hints: { readOnly, destructive: operation.method === 'DELETE', idempotent: readOnly },
    ...called(operation, 'tools'),
  };
}

/** @param {Described} operation @param {'rest' | 'tools'} prefix */
const called = (operation, prefix) => ({
  description: sentence(operation),
  call: `${NAMESPACE}.${operation.name}`,
  with: Object.fromEntries(operation.passed.map((name) => [name, `${prefix}.${name}`])),
  outputParameters: [{ ...PASSED_THROUGH, mapping: '$.' }],
});
