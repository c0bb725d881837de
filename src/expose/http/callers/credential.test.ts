import { request as sendRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallerAuthentication } from '../../../capability/authentication.ts';
import { serveHttp } from '../../../../test/support/serve.ts';
import { writeProblem } from '../problem.ts';
import { createCallers } from './create-callers.ts';

const bearer: CallerAuthentication = { type: 'bearer', token: 't0ken' };
const basic: CallerAuthentication = { type: 'basic', username: 'ada', password: 'pä:ss' };
const header: CallerAuthentication = { type: 'apikey', key: 'X-Key', value: 'k3y', placement: 'header' };
const query: CallerAuthentication = { type: 'apikey', key: 'api key', value: 'k3y&=', placement: 'query' };

const options = { name: 'A server', scopes: [], timeout: 1000 };

const closing: (() => Promise<void>)[] = [];

afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

interface Answer {
  readonly status: number | undefined;
  readonly challenge: string | undefined;
  readonly problem: unknown;
}

/** Asks a server that has this check and nothing else. */
async function ask(
  authentication: CallerAuthentication,
  headers: Readonly<Record<string, string | string[]>> = {},
  path = '/',
): Promise<Answer> {
  const { check } = createCallers(authentication, options);
  const { port, close } = await serveHttp((request, response) => {
    const checked = check(request);
    if (checked instanceof Promise) throw new Error('Nobody else need be asked.');
    if ('failure' in checked) writeProblem(response, checked.failure, checked.headers);
    else response.end(JSON.stringify(checked));
  });
  closing.push(close);
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest({ port, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          challenge: response.headers['www-authenticate'],
          problem: JSON.parse(text),
        }),
      );
    });
    outgoing.on('error', reject).end();
  });
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('who shows the credential is let in', () => {
  it.each([
    [bearer, { authorization: 'Bearer t0ken' }],
    [bearer, { Authorization: 'bearer   t0ken' }],
    [
      { type: 'bearer', token: 'tökén' } as const,
      { authorization: `Bearer ${Buffer.from('tökén').toString('latin1')}` },
    ],
    [basic, { authorization: `Basic ${encoded('ada:pä:ss')}` }],
    [header, { 'x-KEY': 'k3y' }],
  ])('%j with %j', async (authentication, headers) => {
    expect((await ask(authentication, headers)).status).toBe(200);
  });

  it.each(['/?api%20key=k3y%26%3D', '/things?a=1&api+key=k3y%26=&b'])('in the query: %s', async (path) => {
    expect((await ask(query, {}, path)).status).toBe(200);
  });
});

describe('who does not is refused', () => {
  it.each([
    [bearer, {}, 'asks for a credential: `Authorization: Bearer TOKEN`'],
    [bearer, { authorization: 't0ken' }, 'asks for a credential'],
    [bearer, { authorization: 'Basic t0ken' }, 'asks for a credential'],
    [bearer, { authorization: 'Bearer' }, 'asks for a credential'],
    [bearer, { authorization: 'Bearer t0ke' }, 'not the one'],
    [bearer, { authorization: 'Bearer t0ken2' }, 'not the one'],
    [bearer, { authorization: 'Bearer T0KEN' }, 'not the one'],
    [bearer, { authorization: ['Bearer t0ken', 'Bearer t0ken'] }, 'more than once'],
    [bearer, { authorization: ['Bearer t0ken', 'Basic x'] }, 'more than once'],
    [basic, {}, 'with a user name and password'],
    [basic, { authorization: `Basic ${encoded('ada:other')}` }, 'not the one'],
    [basic, { authorization: `Basic ${encoded('ada')}` }, 'not the one'],
    [basic, { authorization: 'Basic' }, 'asks for a credential'],
    [basic, { authorization: `Bearer ${encoded('ada:pä:ss')}` }, 'asks for a credential'],
    [header, {}, 'the header X-Key'],
    [header, { 'x-key': '' }, 'not the one'],
    [header, { 'x-key': 'k3y, k3y' }, 'not the one'],
    [header, { 'x-key': ['k3y', 'k3y'] }, 'more than once'],
    [query, { 'api-key': 'k3y&=' }, 'the query parameter api key'],
  ])('%j with %j', async (authentication, headers, words) => {
    const { status, challenge, problem } = await ask(authentication, headers);
    expect(status).toBe(401);
    expect(challenge).toMatch(/^(Bearer|Basic|ApiKey) realm="capstan"/);
    expect(problem).toMatchObject({ code: 'caller-not-authenticated', status: 401, retry: 'never' });
    expect((problem as { detail: string }).detail).toContain(words);
    expect(JSON.stringify(problem)).not.toMatch(/t0ken|pä:ss|k3y/);
  });

  it.each([
    '/',
    '/?api%20key=',
    '/?api%20key=wrong',
    '/?api%20key=k3y%26%3D&api+key=k3y%26%3D',
    '/?API%20KEY=k3y%26%3D',
  ])('in the query: %s', async (path) => {
    expect(await ask(query, {}, path)).toMatchObject({ status: 401, challenge: 'ApiKey realm="capstan"' });
  });

  it('with the challenge of RFC 6750 for a wrong token, and without for none', async () => {
    expect((await ask(bearer, { authorization: 'Bearer x' })).challenge).toContain('error="invalid_token"');
    expect((await ask(bearer)).challenge).toBe('Bearer realm="capstan"');
    expect((await ask(basic)).challenge).toBe('Basic realm="capstan", charset="UTF-8"');
  });
});

describe('a credential without a value lets nobody in', () => {
  it.each([
    [{ type: 'bearer', token: '' } as const, { authorization: 'Bearer ' }, '/'],
    [{ type: 'bearer', token: '' } as const, {}, '/'],
    [{ type: 'basic', username: '', password: '' } as const, { authorization: `Basic ${encoded(':')}` }, '/'],
    [{ type: 'basic', username: 'ada', password: '' } as const, { authorization: `Basic ${encoded('ada:')}` }, '/'],
    [{ ...header, value: '' }, { 'x-key': '' }, '/'],
    [{ ...header, value: '' }, {}, '/'],
    [{ ...query, value: '' }, {}, '/?api%20key='],
    [{ ...query, key: '' }, {}, '/?=k3y%26%3D'],
  ])('%j with %j at %s', async (authentication, headers, path) => {
    const { status, problem } = await ask(authentication, headers, path);
    expect(status).toBe(401);
    expect((problem as { detail: string }).detail).toContain('lets nobody in');
  });
});

describe('the key in a URL', () => {
  const withoutKey = createCallers(query, options).withoutKey;

  it.each([
    ['/things', '/things'],
    ['/things?', '/things?'],
    ['/things?a=1&&b=%20', '/things?a=1&&b=%20'],
    ['/things?api%20key=k3y', '/things'],
    ['/things?a=1&api+key=k3y&b=2', '/things?a=1&b=2'],
    ['/things?api%20key&a=api%20key', '/things?a=api%20key'],
    ['/things?api%20key2=1', '/things?api%20key2=1'],
  ])('of %s is taken out: %s', (url, left) => {
    expect(withoutKey(url)).toBe(left);
  });

  it('stays where the key is not in the query', () => {
    expect(createCallers(header, options).withoutKey('/things?X-Key=1')).toBe('/things?X-Key=1');
    expect(createCallers(bearer, options).withoutKey('/things?token=1')).toBe('/things?token=1');
  });
});
