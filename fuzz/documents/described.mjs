import { expect, short } from '../drive/expect.mjs';
import { environment, upstreamCredential } from './credentials.mjs';

/** Headers a request has of its own: the connection's, the body's, and who asks for what. */
const own = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'content-type',
  'accept',
  'user-agent',
]);

/**
 * Which requests a document describes.
 *
 * @returns a function that throws unless a request is one of them. @param braces whether values given held templates.
 */
export function describedRequests({ consumes, exposes }, host) {
  const known = consumes.flatMap((api) => [
    ...api.resources.flatMap((resource) =>
      resource.operations.map((operation) => describeOperation(api, resource, operation)),
    ),
    ...exposes
      .flatMap(({ resources }) => resources ?? [])
      .flatMap(({ forward }) => (forward?.targetNamespace === api.namespace ? [describeForward(api, forward)] : [])),
  ]);
  const hasTokens = consumes.some(({ authentication }) => authentication?.type === 'oauth2');
  return (request, braces) => {
    if (hasTokens && request.url === '/token') return;
    const reasons = known.map((one) => one(request)).filter((reason) => reason !== 'another operation');
    const shown = () =>
      `${request.method} ${short(request.url)} ${short(JSON.stringify(request.headers))} ${short(request.body.toString())}`;
    expect(reasons.length > 0, () => `No operation is described that sends ${shown()}`);
    expect(
      reasons.includes(undefined),
      () => `A request is not as it is described (${reasons.join('; ')}): ${shown()}`,
    );
    expect(request.headers.host === host, () => `A request is for another host: ${shown()}`);
    if (!braces) expect(!hasTemplate(request), () => `A template is left in ${shown()}`);
  };
}

function describeOperation(api, resource, operation) {
  const parameters = [...api.inputParameters, ...resource.inputParameters, ...operation.inputParameters];
  const names = (location) => parameters.filter((one) => (one.in ?? 'query') === location).map(({ name }) => name);
  const method = String(operation.method ?? 'GET').toUpperCase();
  const base = new URL(api.baseUri).pathname;
  const paths = pathsOf(resource.path, operation.path).map(
    (path) => (basePath(api) + (/^[/?]|^$/.test(path) ? '' : '/') + path).split('#')[0] || base,
  );
  const patterns = paths.map(patternOf);
  const queries = names('query');
  // What the path itself says of the query is part of its pattern.
  const written = Math.max(...paths.map((path) => (path.includes('?') ? path.split('?')[1].split('&').length : 0)));
  const headers = [
    ...names('header').map((name) => name.toLowerCase()),
    ...(names('cookie').length > 0 ? ['cookie'] : []),
  ];
  return (request) => {
    if (request.method !== method || !patterns.some((pattern) => pattern.test(request.url))) return 'another operation';
    return problemOf(request, api, { headers, queries, written });
  };
}

function describeForward(api, { trustedHeaders }) {
  const trusted = Array.isArray(trustedHeaders) ? trustedHeaders.filter((name) => typeof name === 'string') : [];
  const headers = [
    ...trusted.map((name) => name.toLowerCase()),
    'content-encoding',
    ...api.inputParameters.map(({ name }) => name.toLowerCase()),
  ];
  const base = encodeURI(basePath(api));
  return (request) =>
    request.url.startsWith(base) ? problemOf(request, api, { headers, queries: undefined }) : 'another operation';
}

/** @returns what is wrong with a request of this API; undefined when nothing is. */
function problemOf({ url, headers, body }, { authentication }, allowed) {
  const credential = upstreamCredential(authentication);
  if (credential === undefined) return 'nothing may be sent without its credential';
  const { header, query } = credential;
  const pairs = [...new URLSearchParams(url.split('?').slice(1).join('?'))];
  const odd = pairs
    .slice(allowed.written)
    .find(([name]) => allowed.queries && !allowed.queries.includes(name) && name !== query?.[0]);
  if (odd) return `the query has ${odd[0]}`;
  const other = Object.keys(headers).find(
    (name) => !own.has(name) && !allowed.headers.includes(name) && name !== header?.[0],
  );
  if (other !== undefined) return `there is a header ${other}`;
  if (header && headers[header[0]] !== header[1]) return 'the credential is not in its header';
  if (
    query &&
    !(
      pairs.filter(([name]) => name === query[0]).length === 1 &&
      pairs.some(([name, value]) => name === query[0] && value === query[1])
    )
  )
    return 'the credential is not in the query, once';
  const rest = [
    ...Object.entries(headers)
      .filter(([name]) => name !== header?.[0])
      .flat(),
    ...pairs.filter(([name]) => name !== query?.[0]).flat(),
    url.split('?')[0],
    body.toString('latin1'),
  ].join('\n');
  return rest.includes(environment.SECRET) || rest.includes(environment.CALLER)
    ? 'a secret is where it should not be'
    : undefined;
}

function basePath({ baseUri }) {
  return baseUri
    .replace(/^https:\/\/[^/]+/, '')
    .replace('{VARIABLE}', environment.VARIABLE)
    .replace(/\?.*$/, '')
    .replace(/\/$/, '');
}

/** Some documents write the whole path again at the operation. */
function pathsOf(resource, operation) {
  const texts = [resource, operation].map((path) => (path === undefined || path === null ? '' : String(path)));
  return [texts.join(''), texts[1]];
}

/** A written path as the pattern of the URLs it may become: each placeholder is one encoded value. */
function patternOf(path) {
  const parts = path.split(/(\{\{\s*[^{}]+\s*\}\}|\{\s*[^{}]+\s*\})/);
  const source = parts.map((part, index) =>
    index % 2 === 1 ? "(?:[\\w\\-.!~*'()]|%[0-9A-F]{2})+" : escaped(encoded(part)),
  );
  return new RegExp(`^/*${source.join('').replace(/^\/+/, '')}(?:[?&].*)?$`);
}

function encoded(text) {
  return text.replaceAll(/[^\w\-.~!$&'()*+,;=:@/%?]+/gu, (unsafe) =>
    encodeURIComponent(unsafe.replaceAll(/\p{Surrogate}/gu, '\uFFFD')),
  );
}

function escaped(text) {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}

function hasTemplate({ url, headers, body }) {
  const decoded = decodeURIComponent(url.replaceAll(/%(?![0-9A-F]{2})/gi, '%25').replaceAll(/%[89A-F][0-9A-F]/gi, '_'));
  return [decoded, ...Object.values(headers), body.toString('latin1')].some((text) =>
    /\{\{\s*[\w.&#^/]/.test(String(text)),
  );
}
