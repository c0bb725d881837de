import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compilePath } from './build-path.ts';
import { createMask } from '../mask.ts';
import { receive } from '../testing.ts';
import { serveHttp, type TestServer } from '../../../test/support/serve.ts';
import { createUpstream, type Upstream } from '../upstream.ts';

const build = compilePath('/v1/projects/{projectId}/jobs/{job-id}:run');

function path(projectId: unknown, job: unknown = 'j'): unknown {
  return build({ projectId, 'job-id': job });
}

describe('a path', () => {
  it.each([
    ['a b', 'a%20b'],
    ['a/b', 'a%2Fb'],
    ['../../admin?x=1', '..%2F..%2Fadmin%3Fx%3D1'],
    ['...', '...'],
    ['.hidden', '.hidden'],
    ['%2e%2e', '%252e%252e'],
    ['"quoted\'', "%22quoted'"],
    ['a&b=c#d;e', 'a%26b%3Dc%23d%3Be'],
    ['100%+', '100%25%2B'],
    ['line\r\nbreak', 'line%0D%0Abreak'],
    ['Zürich 日本 🎈', 'Z%C3%BCrich%20%E6%97%A5%E6%9C%AC%20%F0%9F%8E%88'],
    ['x'.repeat(8000), 'x'.repeat(8000)],
    [12.5, '12.5'],
    [false, 'false'],
    [['a', 1], '%5B%22a%22%2C1%5D'],
  ])('carries %j as one segment', (value, written) => {
    expect(path(value)).toBe(`/v1/projects/${written}/jobs/j:run`);
  });

  it.each([[undefined], [null], ['']])('needs a value, and %j is none', (value) => {
    expect(path(value)).toEqual({ field: 'projectId', message: 'needs a value: it is part of the path' });
  });

  it.each([['.'], ['..']])('refuses %j, naming the parameter it came in', (value) => {
    expect(path(value)).toMatchObject({ field: 'projectId', message: expect.stringContaining('`..`') as string });
    expect(compilePath('/a/{x}/b/{y}')({ x: 'fine', y: value })).toMatchObject({ field: 'y' });
    expect(compilePath('/a/{x}?deep=1')({ x: value })).toMatchObject({ field: 'x' });
  });

  it('refuses a step that several values make together', () => {
    const pair = compilePath('/a/{x}{y}/b');
    expect(pair({ x: '.', y: '.' })).toMatchObject({ field: 'y' });
    expect(compilePath('/a/{x}./b')({ x: '.' })).toMatchObject({ field: 'x' });
    expect(pair({ x: '.', y: 'a' })).toBe('/a/.a/b');
  });

  it('has no encoding for half a character', () => {
    expect(() => path('\ud800')).toThrow(URIError);
  });

  it('takes names with brackets, dollars and dots as they are', () => {
    const odd = compilePath('/{filter[name]}/{$top}/{a.b}/{{c}}');
    expect(odd({ 'filter[name]': 'f', $top: 1, 'a.b': 'x', c: 'y' })).toBe('/f/1/x/y');
  });

  it('encodes what the document wrote where a request line needs it, and leaves its structure', () => {
    expect(compilePath('/a b/ü/c%20d?x=1&y={y}')({ y: '&' })).toBe('/a%20b/%C3%BC/c%20d?x=1&y=%26');
    expect(compilePath('')({})).toBe('');
  });
});

describe('any path value', () => {
  let server: TestServer;
  let upstream: Upstream;
  beforeAll(async () => {
    server = await serveHttp((request, response) => {
      const segments = new URL(request.url ?? '', 'http://x').pathname.split('/').slice(1);
      response.end(JSON.stringify(segments.map((segment) => decodeURIComponent(segment))));
    });
    upstream = createUpstream(server.origin, { timeout: 5000, mask: createMask([]) });
  });
  afterAll(async () => {
    await upstream.close();
    await server.close();
  });

  it('arrives as exactly one segment with that value, or is refused', async () => {
    const plan = compilePath('/before/{value}/after');
    const part = fc.constantFrom(
      '/',
      '..',
      '.',
      '%',
      '%2F',
      '%2e',
      '?',
      '#',
      '\\',
      ';',
      '&',
      '+',
      ' ',
      '\n',
      '\0',
      'é',
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(value, async (text) => {
        const built = plan({ value: text });
        if (typeof built !== 'string') {
          expect(['', '.', '..']).toContain(text);
          return;
        }
        const answer = await receive((receiver) =>
          upstream.send({ method: 'GET', path: built, headers: [], body: null }, receiver),
        );
        expect(JSON.parse(answer.body.toString())).toEqual(['before', text, 'after']);
      }),
      { numRuns: 200 },
    );
  });
});
