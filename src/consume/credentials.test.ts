import { describe, expect, it } from 'vitest';
import type { Authentication } from '../capability/authentication.ts';
import { resolveCredentials } from './credentials.ts';
import { variables } from './testing.ts';

const bearer: Authentication = { type: 'bearer', token: '{{env.TOKEN}}' };
const basic: Authentication = { type: 'basic', username: '{{env.USER}}', password: '{{env.PASSWORD}}' };

function resolve(authentication: Authentication | undefined, values: Readonly<Record<string, string>> = {}) {
  return resolveCredentials(authentication, variables(values));
}

function apikey(placement: 'header' | 'query', key = 'X-Key'): Authentication {
  return { type: 'apikey', key, value: '{{env.KEY}}', placement };
}

describe('credentials', () => {
  it('are none where the document has none', () => {
    expect(resolve(undefined)).toEqual({ secrets: [] });
  });

  it('of type bearer', () => {
    expect(resolve(bearer, { 'env.TOKEN': 't0ken' })).toEqual({
      header: ['authorization', 'Bearer t0ken'],
      secrets: ['t0ken'],
    });
  });

  it('of type basic, in UTF-8, with both forms a secret', () => {
    const encoded = Buffer.from('ada:pä:ss').toString('base64');
    expect(resolve(basic, { 'env.USER': 'ada', 'env.PASSWORD': 'pä:ss' })).toEqual({
      header: ['authorization', `Basic ${encoded}`],
      secrets: ['pä:ss', encoded],
    });
  });

  it('of type apikey in a header', () => {
    expect(resolve(apikey('header'), { 'env.KEY': 'k' })).toEqual({ header: ['X-Key', 'k'], secrets: ['k'] });
  });

  it('of type apikey in the query', () => {
    expect(resolve(apikey('query'), { 'env.KEY': 'k/1' })).toEqual({
      query: ['X-Key', 'k/1'],
      secrets: ['k/1'],
    });
  });
});

describe('without a value', () => {
  it.each([
    [bearer, 'TOKEN has no value'],
    [basic, 'USER and PASSWORD have no value'],
    [apikey('header'), 'KEY has no value'],
    [apikey('query'), 'KEY has no value'],
    [{ type: 'bearer', token: '' } as const, 'asks for authentication of type `bearer` with an empty value'],
    [{ type: 'bearer', token: 'Token {{TOKEN}} of {{OTHER}}' } as const, 'TOKEN and OTHER have no value'],
    [{ type: 'bearer', token: 'x{{> TOKEN}}' } as const, 'more than variables'],
    [{ type: 'bearer', token: 'x{{#TOKEN}}y{{/TOKEN}}' } as const, 'more than variables'],
    [{ type: 'bearer', token: 'x{{#TOKEN}}' } as const, 'more than variables'],
  ])('%j is refused by name', (authentication, words) => {
    const resolved = resolve(authentication);
    expect(resolved).toMatchObject({ failure: { code: 'missing-secret', status: 503, retry: 'never' } });
    expect(JSON.stringify(resolved)).toContain(words);
    expect(JSON.stringify(resolved)).not.toContain('{{');
  });

  it('one of two names the one', () => {
    const resolved = JSON.stringify(resolve(basic, { 'env.USER': 'ada' }));
    expect(resolved).toContain('PASSWORD has no value');
    expect(resolved).not.toContain('USER');
  });

  it('an empty value is none', () => {
    expect(resolve(bearer, { 'env.TOKEN': '' })).toMatchObject({ failure: { code: 'missing-secret' } });
  });
});

describe('what cannot be sent', () => {
  it.each([
    [bearer, 'env.TOKEN', 's3cr3t\r\nx-evil: 1'],
    [bearer, 'env.TOKEN', 's3cr3t\n'],
    [bearer, 'env.TOKEN', 's3cr3t\0'],
    [bearer, 'env.TOKEN', 's3cr3t\u200b'],
    [bearer, 'env.TOKEN', '“s3cr3t”'],
    [apikey('header'), 'env.KEY', 's3cr3t\u0085'],
    [apikey('query'), 'env.KEY', 's3cr3t\n'],
  ])('of %j with %s %j is refused, and not shown', (authentication, name, value) => {
    const resolved = resolve(authentication, { [name]: value });
    expect(resolved).toMatchObject({ failure: { code: 'missing-secret' } });
    expect(JSON.stringify(resolved)).not.toContain('s3cr3t');
    expect(JSON.stringify(resolved)).toContain('line break');
  });

  it('is a header name with a space in it', () => {
    expect(resolve(apikey('header', 'X Key'), { 'env.KEY': 'k' })).toMatchObject({
      failure: { code: 'unsupported-authentication', detail: expect.stringContaining('`X Key`') as string },
    });
    expect(resolve(apikey('query', 'X Key'), { 'env.KEY': 'k' })).toMatchObject({ query: ['X Key', 'k'] });
  });

  it('is a type this release does not know', () => {
    expect(resolve({ type: 'unsupported', name: 'oauth2' })).toMatchObject({
      failure: {
        code: 'unsupported-authentication',
        status: 501,
        detail: expect.stringContaining('`oauth2`') as string,
      },
    });
  });
});
