import { describe, expect, it } from 'vitest';
import type { Operation } from '../../operation/operation.ts';
import { createRouteCheck, createRouter, UnroutablePath, type RestRoute } from './router.ts';

/** `POST /a/{b}` as a route; the router never looks at the operation. */
function route(written: string): RestRoute {
  const [method = '', path = ''] = written.split(/ (.*)/);
  return { method, path, operation: {} as Operation, placeholders: [] };
}

function find(routes: readonly string[], request: string): unknown {
  const [method = '', path = ''] = request.split(/ (.*)/);
  const found = createRouter(routes.map(route)).find(method, path);
  return 'route' in found ? [`${found.route.method} ${found.route.path}`, ...found.parameters] : found.allow;
}

/** Of GET routes, the one that serves a path and its values. */
function get(paths: readonly string[], path: string): unknown {
  return find(
    paths.map((one) => `GET ${one}`),
    `GET ${path}`,
  );
}

describe('a path', () => {
  const jobs = '/v1/projects/{projectid}/jobs';

  it('is found as it is, with or without a slash at its end', () => {
    expect(get([jobs], '/v1/projects/p/jobs')).toEqual([`GET ${jobs}`, 'p']);
    expect(get([jobs], '/v1/projects/p/jobs/')).toEqual([`GET ${jobs}`, 'p']);
    expect(get(['/a/'], '/a')).toEqual(['GET /a/']);
    expect(get(['a/{x}'], '/a/b')).toEqual(['GET a/{x}', 'b']);
    expect(get([''], '/')).toEqual(['GET ']);
  });

  it('is found encoded, however the document writes it', () => {
    for (const written of ['/ü/100% of/{x}', '%C3%BC/100%25%20of/{x}'])
      expect(get([written], '/%c3%bc/100%25%20of/b')).toEqual([`GET ${written}`, 'b']);
  });

  it.each(['/V1/projects/p/jobs', '/v1/projects/p/Jobs', '/v1/projects/p', '/v1/projects/p/q/jobs', '/', '*', 'v1'])(
    '%s is another',
    (path) => {
      expect(get([jobs], path)).toEqual([]);
    },
  );

  it.each([
    ['a%20b', 'a b'],
    ['a%2Fb', 'a/b'],
    ['%252F', '%2F'],
    ['%25', '%'],
    ['%3F%23', '?#'],
    ['a;b=c,d&e=f', 'a;b=c,d&e=f'],
    ['a+b', 'a+b'],
    ['%E6%97%A5', '日'],
    ['a%0Ab', 'a\nb'],
    ['..%2F..', '../..'],
    ['x'.repeat(8000), 'x'.repeat(8000)],
  ])('has its value decoded once: %s', (written, value) => {
    expect(get(['/a/{x}/b'], `/a/${written}/b`)).toEqual(['GET /a/{x}/b', value]);
  });

  it.each(['%zz', '%', '%FF'])('with %s in it is none', (written) => {
    expect(get(['/a/{x}'], `/a/${written}`)).toEqual([]);
  });

  it('is compared decoded, however the document writes it', () => {
    for (const written of ['/a b/ü', '/a%20b/%C3%BC'])
      expect(get([written], '/a%20b/%C3%BC')).toEqual([`GET ${written}`]);
  });

  it('that is literal goes before one with a placeholder, and the search goes back', () => {
    const paths = ['/a/{x}/c', '/a/b/{y}', '/a/b/c'];
    expect(get(paths, '/a/b/c')).toEqual(['GET /a/b/c']);
    expect(get(paths, '/a/q/c')).toEqual(['GET /a/{x}/c', 'q']);
    expect(get(paths, '/a/b/q')).toEqual(['GET /a/b/{y}', 'q']);
  });

  it('takes names of any kind', () => {
    const path = '/{x-y}/{x.y}/{$top}/{filter[a]}/{constructor}/{0}/{{mustache}}';
    expect(get([path], '/1/2/3/4/5/6/7')).toEqual([`GET ${path}`, '1', '2', '3', '4', '5', '6', '7']);
  });
});

describe('a placeholder that shares its segment', () => {
  it.each([
    ['/a/{x}.json', '/a/b.c.json', ['b.c']],
    ['/a/{x}.json', '/a/b%20c%2Fd%0A.json', ['b c/d\n']],
    ['/a/{x}:run', '/a/b:run', ['b']],
    ['/a/{x}:run', '/a/b:c:run', ['b:c']],
    ['/a/{x}:run/logs', '/a/b:run/logs', ['b']],
    ['/a/{x}_y', '/a/b_y', ['b']],
    ['/a/v{x}', '/a/v2', ['2']],
    ['/a/({x})', '/a/(2)', ['2']],
    ['/a/{x}(y)', '/a/2(y)', ['2']],
    ['/a/{x}-{y}', '/a/1-2', ['1', '2']],
    ['/a/{x}-{y}', '/a/1-2-3', ['1', '2-3']],
    ['/a/{x}..{y}_{z}', '/a/1..2_3', ['1', '2', '3']],
    ['/a/{x}{y}', '/a/12', ['1', '2']],
  ])('%s: %s', (path, asked, values) => {
    expect(get([path], asked)).toEqual([`GET ${path}`, ...values]);
  });

  it.each([
    ['/a/{x}.json', '/a/b.xml'],
    ['/a/{x}.json', '/a/bXjson'],
    ['/a/{x}.json', '/a/.json'],
    ['/a/{x}:run', '/a/b'],
    ['/a/{x}:run', '/a/b:runs'],
    ['/a/{x}_y', '/a/b_z'],
    ['/a/v{x}', '/a/w2'],
    ['/a/{x}-{y}', '/a/12'],
    ['/a/{x}(y)', '/a/y'],
  ])('%s is not %s', (path, asked) => {
    expect(get([path], asked)).toEqual([]);
  });

  it('goes before one that fills the segment', () => {
    const paths = ['/a/{x}', '/a/{x}:run', '/a/{x}:stop', '/a/{x}.json', '/a/{x}/{y}'];
    const served = (path: string): unknown => (get(paths, path) as readonly unknown[]).slice(0, 2);
    expect(served('/a/b')).toEqual(['GET /a/{x}', 'b']);
    expect(served('/a/b:run')).toEqual(['GET /a/{x}:run', 'b']);
    expect(served('/a/b:stop')).toEqual(['GET /a/{x}:stop', 'b']);
    expect(served('/a/b.json')).toEqual(['GET /a/{x}.json', 'b']);
    expect(served('/a/b:go')).toEqual(['GET /a/{x}', 'b:go']);
    expect(get(paths, '/a/b:run/c')).toEqual(['GET /a/{x}/{y}', 'b:run', 'c']);
  });
});

describe('a method', () => {
  const routes = ['GET /a', 'POST /a', 'DELETE /a/{x}', 'HEAD /h', 'GET /h'];

  it('tells operations of one path apart', () => {
    expect(find(routes, 'POST /a')).toEqual(['POST /a']);
  });

  it('HEAD is served as GET, unless there is one of its own', () => {
    expect(find(routes, 'HEAD /a')).toEqual(['GET /a']);
    expect(find(routes, 'HEAD /h')).toEqual(['HEAD /h']);
  });

  it.each([
    ['PUT /a', ['GET', 'POST', 'HEAD']],
    ['get /a', ['GET', 'POST', 'HEAD']],
    ['PURGE /a/1', ['DELETE']],
    ['HEAD /a/1', ['DELETE']],
    ['POST /h', ['GET', 'HEAD']],
    ['PUT /nowhere', []],
  ])('%s is told what is served', (request, allow) => {
    expect((find(routes, request) as readonly string[]).toSorted()).toEqual(allow.toSorted());
  });
});

describe('what cannot be routed', () => {
  it.each([
    [['GET /a', 'GET /a/'], 'GET /a/ cannot be served: another operation is already served there.'],
    [['GET /{a}', 'GET /{b}'], 'GET /{b} cannot be served: another operation is already served there.'],
    [['GET /files/*'], 'GET /files/* cannot be served: `*` in a path is not supported.'],
    [['GET /a?b'], 'GET /a?b cannot be served: no request can have such a path.'],
    [['GET /a#b'], 'GET /a#b cannot be served: no request can have such a path.'],
    [['GET /a%2Fb'], 'GET /a%2Fb cannot be served: no request can have such a path.'],
    [['GET /%FF'], 'GET /%FF cannot be served: no request can have such a path.'],
    [['GET /{a}%'], 'GET /{a}% cannot be served: no request can have such a path.'],
    [['FETCH /a'], 'FETCH /a cannot be served: FETCH is not an HTTP method.'],
  ])('%j is refused', (routes, message) => {
    expect(() => createRouter(routes.map(route))).toThrow(new UnroutablePath(message));
    const check = createRouteCheck();
    expect(routes.map((one) => check(route(one))).at(-1)).toBe(message);
  });

  it('does not keep the rest from being checked', () => {
    const check = createRouteCheck();
    expect(['GET /a', 'GET /a', 'POST /a'].map((one) => check(route(one)) === undefined)).toEqual([true, false, true]);
  });
});
