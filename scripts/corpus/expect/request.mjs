import {
  afterPrefix,
  findNamed,
  normalised,
  queryPlaceholders,
  splitPlaceholders,
  withoutFragment,
} from '../document/names.mjs';
import { expectBody } from './body.mjs';
import { framing } from './cases.mjs';
import { credentialsOf } from './credentials.mjs';
import { asText, fillTemplate } from './templates.mjs';

/**
 * The one request that a call must come to, worked out from the document.
 *
 * @param values the caller's inputs by name.
 * @returns method, `segments` (decoded), `query` pairs, `headers`, `cookies`, `body`.
 */
export function expectRequest({ entry, operation, wiring, variables, basePath, values }) {
  const argument = (name, parameter = findNamed(operation.parameters, name)) => {
    const fixed = parameter?.constant;
    if (fixed !== undefined)
      return typeof fixed === 'string' ? fillTemplate(fixed, (one) => variables.get(one) ?? values.get(one)) : fixed;
    const source = wiring.argument(name);
    if (source === undefined) return undefined;
    if ('input' in source) return values.get(source.input);
    return 'template' in source ? fillTemplate(source.template, inputOrVariable) : source.constant;
  };
  /** In a `with` template a name is an input, else a variable. */
  const inputOrVariable = (name) => {
    const own = afterPrefix(name, entry.prefixes) ?? name;
    return values.has(own) ? values.get(own) : variables.get(name);
  };
  /** In a consumed operation a name is an argument, with a prefix or without; else an input. */
  const lookup = (name) => {
    const own = afterPrefix(name, entry.prefixes);
    if (own !== undefined) return argument(own) ?? values.get(own);
    return argument(name) ?? values.get(name) ?? variables.get(name);
  };
  const value = (name) => argument(name) ?? variables.get(name);

  const credentials = credentialsOf(operation.consume.authentication, variables);
  const target = basePath + rooted(fillPath(withoutFragment(operation.path), value));
  const [path, search = ''] = target.split(/\?(.*)/s);
  const inQuery = new Set(queryPlaceholders(operation.path).map(normalised));
  const given = (location) =>
    operation.parameters
      .filter((parameter) => parameter.in === location)
      .map((parameter) => [parameter.name, argument(parameter.name, parameter)])
      .filter(([, one]) => one !== undefined && one !== null);
  const query = given('query')
    // What a placeholder behind the path's `?` has taken is not sent twice.
    .filter(([name]) => !inQuery.has(normalised(name)))
    .filter(([name]) => name !== credentials.query?.[0]);

  return {
    method: operation.method,
    segments: path.split('/').map(decode),
    query: [
      ...pairsOf(search),
      ...query.flatMap(([name, one]) => [one].flat().map((item) => [name, item])),
      ...entriesOf(credentials.query),
    ],
    headers: new Map([
      ...given('header')
        .map(([name, one]) => [name.toLowerCase(), one])
        .filter(([name]) => !framing.has(name) && !(name === 'cookie' && credentials.cookie))
        .filter(([name]) => name !== 'authorization' || credentials.unknown === undefined)
        .filter(([name, one]) => name !== 'content-type' || canBeTypeOf(operation, one)),
      ...entriesOf(credentials.header),
    ]),
    cookies: new Map([...given('cookie'), ...entriesOf(credentials.cookie)]),
    body: expectBody(operation, argument, lookup),
    unknownAuthentication: credentials.unknown,
  };
}

/** A body that is written in another format is not JSON, even where that is what its caller sends. */
function canBeTypeOf({ body, parameters }, type) {
  const isFixed = parameters.some(
    ({ name, constant }) => name.toLowerCase() === 'content-type' && constant !== undefined,
  );
  const kind =
    typeof body === 'string' ? (/^\s*[[{]/.test(body) ? 'json' : 'text') : String(body?.type ?? 'json').toLowerCase();
  if (kind === 'multipartform') return false;
  return kind === 'json' || isFixed || !/json/i.test(type);
}

function fillPath(path, value) {
  return splitPlaceholders(path)
    .map((part) => ('text' in part ? part.text : encodeURIComponent(asText(value(part.name)))))
    .join('');
}

function rooted(path) {
  return path === '' || /^[/?]/.test(path) ? path : `/${path}`;
}

function pairsOf(search) {
  return search === ''
    ? []
    : search
        .split('&')
        .map((pair) => pair.split(/=(.*)/s, 2))
        .map(([name, one = '']) => [decode(name), decode(one)]);
}

function entriesOf(pair) {
  return pair ? [pair] : [];
}

/** Decoded once; a stray `%` is itself. */
export function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
