import type { RawFormat } from '../../capability/model.ts';
import { describe, expect, it } from 'vitest';
import type { ConsumedOperation } from '../../capability/model.ts';
import { planRequest, type RequestPlanOptions } from './plan-request.ts';
import { consumed, headersOf, parameter, variables } from '../testing.ts';

const options: RequestPlanOptions = {
  basePath: '/v1',
  credentials: { secrets: [] },
  variables: variables({ 'env.REGION': 'eu west' }),
  userAgent: 'capstan/0',
  fallbackBody: null,
};

function plan(operation: Partial<ConsumedOperation>, more: Partial<RequestPlanOptions> = {}) {
  return planRequest(consumed(operation), { ...options, ...more });
}

function pathOf(operation: Partial<ConsumedOperation>, more: Partial<RequestPlanOptions> = {}): unknown {
  const request = plan(operation, more)({ q: 'a b' });
  return 'path' in request ? request.path : request;
}

describe('a planned request', () => {
  it('has every part in its place', () => {
    const request = plan({
      method: 'POST',
      path: '/things/{id}',
      parameters: [
        parameter('id', 'path'),
        parameter('q', 'query'),
        parameter('X-A', 'header'),
        parameter('c', 'cookie'),
        parameter('body', 'body'),
      ],
    })({ id: 'a/b', q: 'x&y', 'X-A': 'h', c: 'k', body: { n: 1 }, stray: 'never sent' });
    expect(request).toMatchObject({ method: 'POST', path: '/v1/things/a%2Fb?q=x%26y', body: '{"n":1}' });
    expect('headers' in request && headersOf(request.headers)).toEqual({
      accept: 'application/json',
      'user-agent': 'capstan/0',
      'content-type': 'application/json',
      cookie: 'c=k',
      'x-a': 'h',
    });
    expect(JSON.stringify(request)).not.toContain('never sent');
  });

  const q = [parameter('q', 'query')];
  it.each([
    ['/things', '', '/things?q=a%20b'],
    ['things', '', '/things?q=a%20b'],
    ['things', '/v1', '/v1/things?q=a%20b'],
    ['', '/v1', '/v1?q=a%20b'],
    ['', '', '/?q=a%20b'],
    ['?x=1', '/v1', '/v1?x=1&q=a%20b'],
    ['/things?x=1', '/v1', '/v1/things?x=1&q=a%20b'],
    ['/things#part', '', '/things?q=a%20b'],
  ])('joins path %j below %j', (path, basePath, expected) => {
    expect(pathOf({ path, parameters: q }, { basePath })).toBe(expected);
  });

  it.each([
    ['', '/'],
    ['/', '/'],
  ])('has a path to ask for, even of %j', (path, expected) => {
    expect(pathOf({ path }, { basePath: '' })).toBe(expected);
  });

  it('names the parameter that cannot be sent', () => {
    const operation = { path: '/{id}', parameters: [parameter('id', 'path'), parameter('X-A', 'header')] };
    expect(plan(operation)({ id: '..' })).toMatchObject({ field: 'id' });
    expect(plan(operation)({ id: '1', 'X-A': 'a\nb' })).toMatchObject({ field: 'X-A' });
  });

  it('accepts what the upstream answers in', () => {
    const accept = (format: RawFormat): unknown => {
      const answer = { format, schema: undefined, mediaType: undefined };
      const request = plan({ answer })({});
      return 'headers' in request && headersOf(request.headers)['accept'];
    };
    expect([accept('json'), accept('csv')]).toEqual(['application/json', '*/*']);
  });

  it('carries credentials in the query where they go there', () => {
    const credentials = { query: ['key', 's'] as const, secrets: ['s'] };
    expect(pathOf({ parameters: q }, { credentials })).toBe('/v1/things?q=a%20b&key=s');
  });

  it('falls back on a body', () => {
    const body = [parameter('body', 'body')];
    expect(plan({ parameters: body }, { fallbackBody: '{}' })({})).toMatchObject({ body: '{}' });
    expect(plan({ parameters: body })({})).toMatchObject({ body: null });
  });
});

describe('fixed values', () => {
  const parameters = [
    parameter('region', 'query', { constant: '{{env.REGION}}' }),
    parameter('limit', 'query', { constant: 10 }),
  ];

  it('are filled in and cannot be replaced', () => {
    const path = '/v1/things?region=eu%20west&limit=10';
    expect(plan({ parameters })({})).toMatchObject({ path });
    expect(plan({ parameters })({ region: 'mine', limit: 99 })).toMatchObject({ path });
  });

  it.each(['{{env.UNSET}}', 'a-{{env.REGION}}-{{env.UNSET}}'])(
    'such as %s, without a value, keep the request from being sent',
    (constant) => {
      const unset = [...parameters, parameter('unset', 'query', { constant })];
      expect(plan({ parameters: unset })({})).toMatchObject({ code: 'missing-variable', status: 503 });
    },
  );

  it('fill placeholders too', () => {
    const fixed = [parameter('region', 'path', { constant: '{{env.REGION}}' })];
    expect(plan({ path: '/{region}/x', parameters: fixed })({})).toMatchObject({ path: '/v1/eu%20west/x' });
  });
});
