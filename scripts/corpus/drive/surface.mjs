import { isMapping } from '../document/entries.mjs';
import { callersCredentials } from './credentials.mjs';
import { parseJson, send } from './send.mjs';

/** Methods whose callers would put a value into the body when nobody says where it goes. */
const withBody = new Set(['POST', 'PUT', 'PATCH']);

/**
 * What a REST server says of its operations in `/openapi.json`. A document that declares no inputs leaves open how a body's
 * parts are given; this is only where to put a value, never what must be sent.
 */
export async function readSurface(server, { authentication }, { variables, timeout }) {
  const { headers, query } = callersCredentials(authentication, variables);
  const path = ['/openapi.json', ...query].join('?');
  const answer = await send(server.url, { method: 'GET', path, headers, timeout });
  const { paths = {}, components } = parseJson(answer.text) ?? {};
  const byPath = new Map();
  // Paths may differ in the names of their placeholders only.
  for (const [path, item] of Object.entries(paths)) byPath.set(shape(path), { ...item, ...byPath.get(shape(path)) });
  return {
    of(entry, wiring) {
      const operation = byPath.get(shape(entry.path))?.[entry.method.toLowerCase()];
      const properties = bodyProperties(operation, components);
      const inBody = [...wiring.inputs.values()].filter((input) => input.in === 'body');
      return {
        locationOf(name, written) {
          const parameter = operation?.parameters?.find((one) => one.name === name);
          if (parameter) return parameter.in;
          return written === 'body' || properties.has(name) || withBody.has(entry.method) ? 'body' : 'query';
        },
        isWholeBody: (name) =>
          name === 'body' || (!properties.has(name) && inBody.length === 1 && !name.startsWith('body.')),
        memberPath: (name) => (properties.has(name) || !name.startsWith('body.') ? [name] : name.split('.').slice(1)),
      };
    },
  };
}

function bodyProperties(operation, components) {
  const namesOf = (schema) => {
    const name = /^#\/components\/schemas\/(.*)$/.exec(schema?.$ref ?? '')?.[1];
    const { properties, allOf = [] } = (name === undefined ? schema : components?.schemas?.[name]) ?? {};
    return [...(isMapping(properties) ? Object.keys(properties) : []), ...allOf.flatMap(namesOf)];
  };
  return new Set(namesOf(Object.values(operation?.requestBody?.content ?? {})[0]?.schema));
}

function shape(path) {
  return path.replaceAll(/\{+[^{}]*\}+/g, '{}').replace(/\/+$/, '');
}
