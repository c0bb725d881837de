import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, short } from './expect.mjs';
import { rpc } from './mcp.mjs';
import { send } from './send.mjs';

/** All tools a server lists; throws when the list is not one that clients take. */
export async function listTools(server, headers, query) {
  const tools = [];
  let cursor;
  do {
    const parameters = JSON.stringify(cursor === undefined ? {} : { cursor });
    const { result, text } = await rpc(server, 'tools/list', parameters, headers, query);
    expect(Array.isArray(result?.tools), () => `tools/list came to ${short(text)}`);
    tools.push(...result.tools);
    cursor = result.nextCursor;
  } while (cursor !== undefined);
  const names = tools.map(({ name }) => name);
  expect(new Set(names).size === names.length, () => `Tools share a name: ${names.join(', ')}`);
  for (const tool of tools) checkTool(tool);
  return tools;
}

function checkTool({ name, inputSchema, outputSchema, description }) {
  expect(/^[\w-]{1,64}$/.test(name), () => `A tool is called ${short(name)}`);
  expect(typeof description === 'string', `The tool ${name} has no description.`);
  for (const schema of [inputSchema, ...(outputSchema === undefined ? [] : [outputSchema])]) {
    expect(schema?.type === 'object', () => `A schema of ${name} is ${short(JSON.stringify(schema))}`);
    checkSchema(schema, name);
  }
}

/** Made once, for it takes longer to make than a schema to check. */
const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });

/** @throws Error when it is not JSON Schema 2020-12. */
function checkSchema(schema, of) {
  const isValid = ajv.validateSchema(structuredClone(schema));
  expect(isValid, () => `A schema of ${of} is none: ${ajv.errorsText()} in ${short(JSON.stringify(schema))}`);
  try {
    ajv.compile(schema);
  } catch (error) {
    throw new Error(`A schema of ${of} cannot be compiled: ${short(JSON.stringify(schema))}`, { cause: error });
  } finally {
    ajv.removeSchema(schema);
  }
}

/**
 * What a REST server says of itself, and the path below which it does. Of servers that share the root it is not there.
 *
 * @throws Error when it makes no sense.
 */
export async function readDescription(server, headers, query = '') {
  const { pathname, origin } = new URL(server.url);
  const { capability, namespace } = server;
  let answer;
  for (const base of [pathname.replace(/\/$/, ''), `/${capability}/${namespace}`, `/${capability}`]) {
    answer = await send(origin, { method: 'GET', path: `${base}/openapi.json${query}`, headers });
    if (answer.status === 200) return { base, description: checkDescription(answer.text) };
  }
  throw new Error(`/openapi.json is ${short(answer.text)}`);
}

function checkDescription(text) {
  const description = JSON.parse(text);
  expect(description.openapi?.startsWith('3.'), () => `/openapi.json is ${short(text)}`);
  for (const [path, item] of Object.entries(description.paths)) {
    expect(path.startsWith('/'), () => `A path is described as ${short(path)}`);
    for (const operation of Object.values(item)) checkParameters(path, operation);
  }
  return description;
}

function checkParameters(path, { parameters = [] }) {
  const keys = parameters.map(({ in: location, name }) => `${location} ${name}`);
  expect(new Set(keys).size === keys.length, () => `${path} describes a parameter twice: ${keys.join(', ')}`);
  for (const { in: location, name, schema } of parameters) {
    expect(['path', 'query', 'header', 'cookie'].includes(location), `${path} has ${name} in ${location}.`);
    if (location === 'path') expect(path.includes(`{${name}}`), () => `${path} describes ${name}, which it has not.`);
    if (!JSON.stringify(schema ?? {}).includes('"$ref"')) checkSchema(schema ?? {}, `${path} ${name}`);
  }
}
