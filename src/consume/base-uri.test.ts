import { describe, expect, it } from 'vitest';
import type { Consume } from '../capability/model.ts';
import { resolveBaseUri } from './base-uri.ts';
import { variables } from './testing.ts';

function resolve(baseUri: string, override?: string, values: Readonly<Record<string, string>> = {}) {
  const consume: Consume = {
    namespace: 'up',
    baseUri,
    description: undefined,
    authentication: undefined,
    parameters: [],
    operations: [],
    place: undefined,
  };
  return resolveBaseUri(consume, override, variables(values));
}

describe('a base URI', () => {
  it.each([
    ['https://api.example.com', 'https://api.example.com', ''],
    ['https://api.example.com/', 'https://api.example.com', ''],
    ['https://api.example.com/v1///', 'https://api.example.com', '/v1'],
    ['http://[::1]:8080/a b', 'http://[::1]:8080', '/a%20b'],
    ['HTTPS://API.Example.com:443/V1', 'https://api.example.com', '/V1'],
    ['https://api.example.com/a/../b', 'https://api.example.com', '/b'],
  ])('%s', (written, origin, basePath) => {
    expect(resolve(written)).toEqual({ origin, basePath });
  });

  it("of the user replaces the document's, wherever that points", () => {
    const expected = { origin: 'http://127.0.0.1:1', basePath: '/x' };
    expect(resolve('https://a.example', 'http://127.0.0.1:1/x/')).toEqual(expected);
    expect(resolve('nonsense', 'http://127.0.0.1:1/x/')).toEqual(expected);
    expect(resolve('', 'http://127.0.0.1:1/x')).toEqual(expected);
  });

  it('is filled in, with one pair of braces or two', () => {
    const values = { region: 'eu', 'env.STAGE': 'test' };
    const expected = { origin: 'https://eu.example.com', basePath: '/test' };
    expect(resolve('https://{region}.example.com/{{env.STAGE}}', undefined, values)).toEqual(expected);
    expect(resolve('https://a.example', 'https://{region}.example.com/{{ env.STAGE }}', values)).toEqual(expected);
  });
});

describe('no address', () => {
  it.each([
    ['', 'gives no base URI'],
    ['  ', 'gives no base URI'],
    [
      'https://{region}.example.com/{{env.STAGE}}',
      'needs a value for region and STAGE. Fill it in with --var region=VALUE --var STAGE=VALUE',
    ],
    ['{{env.BASE}}', 'needs a value for BASE'],
    ['api.example.com', 'not an http or https address'],
    ['ftp://example.com', 'not an http or https address'],
    ['file:///etc/passwd', 'not an http or https address'],
    ['https://', 'not an http or https address'],
    ['https://ada:secret@example.com', 'user name or password'],
    ['https://ada@example.com', 'user name or password'],
  ])('is to be had from %j', (written, words) => {
    const resolved = resolve(written);
    expect(resolved).toMatchObject({ failure: { code: 'missing-base-uri', status: 503, retry: 'never' } });
    const detail = 'failure' in resolved ? resolved.failure.detail : '';
    expect(detail).toContain(words);
    expect(detail).toContain('--base-uri up=');
    expect(detail).not.toContain('secret');
  });
});
