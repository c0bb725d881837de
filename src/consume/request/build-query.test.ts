import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileQuery } from './build-query.ts';
import { createMask } from '../mask.ts';
import { receive } from '../testing.ts';
import { serveHttp } from '../../../test/support/serve.ts';
import { createUpstream } from '../upstream.ts';

const build = compileQuery(['q', 'filter[name]', '$top'], []);

describe('a query', () => {
  it.each([
    [{ q: 'a b' }, 'q=a%20b'],
    [{ q: 'a+b&c=d#e' }, 'q=a%2Bb%26c%3Dd%23e'],
    [{ q: '' }, 'q='],
    [{ q: '日本\r\n"' }, 'q=%E6%97%A5%E6%9C%AC%0D%0A%22'],
    [{ 'filter[name]': 'x', $top: 5 }, 'filter%5Bname%5D=x&%24top=5'],
    [{ $top: 5, q: true }, 'q=true&%24top=5'],
    [{ q: ['a', 'b c', 3] }, 'q=a&q=b%20c&q=3'],
    [{ q: [] }, ''],
    [{ q: { deep: [1] } }, 'q=%7B%22deep%22%3A%5B1%5D%7D'],
    [{ q: undefined, $top: null }, ''],
    [{ unknown: 'x' }, ''],
    [{ q: 'x'.repeat(10_000) }, `q=${'x'.repeat(10_000)}`],
  ])('of %j', (values, query) => {
    expect(build(values)).toBe(query);
  });

  it('has no encoding for half a character', () => {
    expect(() => build({ q: 'a\udc00' })).toThrow(URIError);
  });

  it('carries a fixed pair always, and never a parameter of its name beside it', () => {
    const keyed = compileQuery(['q', 'key'], [['key', 's&cret']]);
    expect(keyed({})).toBe('key=s%26cret');
    expect(keyed({ q: 1, key: 'mine' })).toBe('q=1&key=s%26cret');
  });

  it('brings any value to the server as it was', async () => {
    const server = await serveHttp((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://x');
      response.end(JSON.stringify([...searchParams]));
    });
    const upstream = createUpstream(server.origin, { timeout: 5000, mask: createMask([]) });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ unit: 'binary' }), async (q, name) => {
        const path = `/?${build({ q, 'filter[name]': [name, q] })}`;
        const { body } = await receive((to) => upstream.send({ method: 'GET', path, headers: [], body: null }, to));
        expect(JSON.parse(body.toString())).toEqual([
          ['q', q],
          ['filter[name]', name],
          ['filter[name]', q],
        ]);
      }),
      { numRuns: 150 },
    );
    await upstream.close();
    await server.close();
  });
});
