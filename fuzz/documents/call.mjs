import { listTools, readDescription } from '../drive/describe.mjs';
import { expect, short } from '../drive/expect.mjs';
import { callTool } from '../drive/mcp.mjs';
import { getPrompt, listAll, readResource } from '../drive/offered.mjs';
import { send } from '../drive/send.mjs';
import { callersCredentials, environment } from './credentials.mjs';
import { membersFor, valueFor } from './given.mjs';

/**
 * Calls all that a server offers with values that may fit.
 *
 * @param afterCall is called after each, with whether the values may have held templates.
 */
export async function callEverything(server, authentication, random, afterCall) {
  const credentials = callersCredentials(authentication);
  const caller = server.type === 'mcp' ? await mcpCalls(server, credentials) : await restCalls(server, credentials);
  for (const call of caller) {
    for (const braces of [false, false, true, true]) {
      const text = await call(random, braces);
      expect(!text.includes(environment.SECRET), () => `An answer holds a secret: ${short(text)}`);
      afterCall(braces);
    }
  }
}

async function mcpCalls(server, credentials) {
  const list = (method, key) => listAll(server, method, key, credentials);
  const resources = await list('resources/list', 'resources');
  const templates = await list('resources/templates/list', 'resourceTemplates');
  const prompts = await list('prompts/list', 'prompts');
  return [
    ...(await toolCalls(server, credentials)),
    ...resources.map(
      ({ uri }) =>
        () =>
          readResource(server, uri, credentials),
    ),
    ...templates.map(({ uriTemplate }) => (random, braces) => {
      const uri = uriTemplate.replaceAll(/\{[^{}]*\}/g, () =>
        encode(asText(valueFor({ type: 'string' }, random, braces))),
      );
      return readResource(server, uri, credentials);
    }),
    ...prompts.map(({ name, arguments: taken = [] }) => (random, braces) => {
      const given = taken.filter(({ required }) => required || random.chance(0.7));
      const values = given.map((one) => [one.name, asText(valueFor({ type: 'string' }, random, braces))]);
      return getPrompt(server, name, Object.fromEntries(values), credentials);
    }),
  ];
}

async function toolCalls(server, { headers, query }) {
  const tools = await listTools(server, headers, query);
  return tools.map(({ name, inputSchema }) => async (random, braces) => {
    const values = JSON.stringify(membersFor(inputSchema, random, braces));
    const { text } = await callTool(server, name, values, headers, query);
    return text;
  });
}

async function restCalls(server, credentials) {
  const { base, description } = await readDescription(server, credentials.headers, credentials.query);
  const { origin } = new URL(server.url);
  return Object.entries(description.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => async (random, braces) => {
      const filled = fill(description, operation, { random, braces });
      const url = withQuery(base + filled.path(path), [credentials.query.slice(1), ...filled.query]);
      const request = {
        method: method.toUpperCase(),
        path: url,
        headers: { ...filled.headers, ...credentials.headers },
        body: filled.body,
      };
      return isSendable(request) ? checkAnswer(await send(origin, request)) : '';
    }),
  );
}

function fill(description, { parameters = [], requestBody }, { random, braces }) {
  const given = (schema) => asText(valueFor(resolve(description, schema), random, braces));
  const values = parameters
    .filter(({ required }) => required || random.chance(0.7))
    .map(({ name, in: location, schema }) => ({ name, in: location, text: given(schema) }));
  const of = (location) => values.filter((one) => one.in === location);
  const pairs = (location) => of(location).map(({ name, text }) => `${encode(name)}=${encode(text)}`);
  const schema = requestBody?.content['application/json']?.schema;
  const cookies = pairs('cookie').join('; ');
  return {
    path: (path) =>
      encodePath(of('path').reduce((text, one) => text.replace(`{${one.name}}`, () => encode(one.text)), path)),
    query: pairs('query'),
    headers: {
      ...Object.fromEntries(of('header').map(({ name, text }) => [name, text])),
      ...(cookies !== '' && { cookie: cookies }),
      ...(schema && { 'content-type': 'application/json' }),
    },
    body: schema && JSON.stringify(valueFor(resolve(description, schema), random, braces)),
  };
}

function resolve(description, schema) {
  const name = /^#\/components\/schemas\/(.*)$/.exec(schema?.$ref ?? '')?.[1];
  return name === undefined ? schema : description.components.schemas[decodeURIComponent(name)];
}

function checkAnswer({ status, headers, text }) {
  if (text === '' || !String(headers['content-type']).startsWith('application/problem+json')) return text;
  const problem = JSON.parse(text);
  expect(problem.code !== 'internal-error', () => `An answer is ${short(text)}`);
  expect(problem.status === status && problem.detail.length > 0, () => `A problem is ${status} ${short(text)}`);
  return text;
}

const framing = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'keep-alive',
]);

/** Node does not send every request there could be. */
function isSendable({ method, path, headers }) {
  const isText = Object.entries(headers).every(
    ([name, value]) => /^[\w!#$%&'*+\-.^`|~]+$/.test(name) && /^[\t -~\u0080-\u00FF]*$/.test(value),
  );
  const isFramed = Object.keys(headers).some((name) => framing.has(name.toLowerCase()));
  return isText && !isFramed && /^[A-Z]+$/.test(method) && method !== 'CONNECT' && /^[!-~]+$/.test(path);
}

const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

const encode = (text) => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));

const encodePath = (path) => path.replaceAll(/[^!-~]+/gu, encode);

function withQuery(path, pairs) {
  const written = pairs.filter((pair) => pair !== '').join('&');
  if (written === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${written}`;
}
