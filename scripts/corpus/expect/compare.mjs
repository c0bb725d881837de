import { framing } from './cases.mjs';
import { Inserted } from './inserted.mjs';
import { decode } from './request.mjs';
import { asText } from './templates.mjs';

/** Headers that a client sends of its own accord. */
const clientsOwn = new Set([
  ...framing,
  'accept',
  'accept-encoding',
  'user-agent',
  'content-type',
  'traceparent',
  'tracestate',
]);

/**
 * Compares a request that arrived with the one that should have.
 *
 * @returns what differs, `{what, expected, got}` each; none when it is right.
 */
export function compareRequest(expected, got) {
  const [path, search = ''] = got.url.split(/\?(.*)/s);
  const differences = [];
  const check = (what, wanted, found, isSame = deepEqual(wanted, found)) => {
    if (!isSame) differences.push({ what, expected: wanted, got: found });
  };
  check('method', expected.method, got.method);
  check(
    'path',
    `/${expected.segments.slice(1).map(encodeURIComponent).join('/')}`,
    path,
    deepEqual(expected.segments, path.split('/').map(decode)),
  );
  compareQuery(expected.query, search, check);
  compareHeaders(expected, got.headers, check);
  // The caller may say what the body is.
  compareBody({ ...expected.body, anyType: expected.headers.has('content-type') }, got, check);
  return differences;
}

function compareQuery(expected, search, check) {
  const found =
    search === ''
      ? []
      : search
          .split('&')
          .map((pair) => pair.split('='))
          .map(([name, ...rest]) => [decode(name), decode(rest.join('='))]);
  const names = new Set([...expected, ...found].map(([name]) => name));
  const of = (pairs, name) => pairs.filter(([own]) => own === name).map(([, value]) => value);
  for (const name of names) {
    const [wanted, arrived] = [of(expected, name), of(found, name)];
    check(
      `query ${name}`,
      wanted.map(asText),
      arrived,
      wanted.length === arrived.length && wanted.every((value, index) => isText(value, arrived[index])),
    );
  }
}

function compareHeaders({ headers, cookies, unknownAuthentication }, got, check) {
  for (const [name, value] of headers) {
    // Beside a header of cookies there may be cookies of their own.
    const own = name === 'cookie' && cookies.size > 0 ? got[name]?.slice(0, asText(value).length) : got[name];
    check(`header ${name}`, asText(value), own, isText(value, own));
  }
  const arrived = Object.fromEntries(
    String(got.cookie ?? '')
      .split(/;\s*/)
      .filter((pair) => pair !== '')
      .map((pair) => pair.split(/=(.*)/s, 2).map(decode)),
  );
  if (!headers.has('cookie')) {
    for (const name of new Set([...cookies.keys(), ...Object.keys(arrived)])) {
      check(`cookie ${name}`, cookies.has(name) ? asText(cookies.get(name)) : undefined, arrived[name]);
    }
  }
  const allowed = (name) =>
    headers.has(name) ||
    clientsOwn.has(name) ||
    name === 'cookie' ||
    (unknownAuthentication !== undefined && name === 'authorization');
  for (const name of Object.keys(got).filter((candidate) => !allowed(candidate)))
    check(`header ${name}`, undefined, got[name]);
}

function compareBody(expected, { body, headers }, check) {
  const type = String(headers['content-type'] ?? '');
  const isOfType = (pattern) => check('content-type', String(pattern), type, pattern.test(type) || expected.anyType);
  switch (expected.kind) {
    case 'none':
      check('body', '', body);
      break;
    case 'json': {
      isOfType(/^application\/(?:.*\+)?json\b/);
      const value = parseJson(body);
      check('body', expected.value, value);
      break;
    }
    case 'form':
      isOfType(/^application\/x-www-form-urlencoded\b/);
      check('body', expected.pairs, [...new URLSearchParams(body)]);
      break;
    case 'text':
      if (expected.type === 'xml') isOfType(/xml/);
      check(
        'body',
        expected.text,
        body,
        expected.type === 'xml' ? sameXml(expected.text, body) : expected.text === body,
      );
      break;
    case 'multipart':
      isOfType(/^multipart\/form-data\b/);
      for (const text of expected.texts) check('body part', text, body, body.includes(text));
      break;
    default:
  }
}

/** References may be numeric or named. */
function sameXml(expected, got) {
  const plain = (text) =>
    text
      .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(code))
      .replaceAll('&apos;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&gt;', '>');
  return plain(expected) === plain(got);
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return `not JSON: ${text}`;
  }
}

/** A value as text in a URL or header: an object is JSON there, a list JSON or separated by commas. */
function isText(value, got) {
  if (got === undefined) return false;
  if (typeof value !== 'object' || value === null) return asText(value) === got;
  return deepEqual(value, parseJson(got)) || (Array.isArray(value) && value.map(asText).join(',') === got);
}

export function deepEqual(expected, got) {
  if (expected instanceof Inserted) return expected.accepts(got, deepEqual);
  if (typeof expected !== 'object' || expected === null || typeof got !== 'object' || got === null)
    return Object.is(expected, got) || (expected === 0 && got === 0);
  if (Array.isArray(expected) !== Array.isArray(got)) return false;
  if (Array.isArray(expected)) return sameLists(expected, got);
  return [...new Set([...Object.keys(expected), ...Object.keys(got)])].every((name) =>
    deepEqual(expected[name], got[name]),
  );
}

/** An item that was given no value may be left out. */
function sameLists(expected, got) {
  const isAbsent = (item) => item instanceof Inserted && item.value === undefined;
  const wanted = expected.length === got.length ? expected : expected.filter((item) => !isAbsent(item));
  return wanted.length === got.length && wanted.every((item, index) => deepEqual(item, got[index]));
}
