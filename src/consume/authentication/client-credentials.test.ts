import { afterEach, describe, expect, it } from 'vitest';
import { deferred } from '../testing.ts';
import { serveHttp } from '../../../test/support/serve.ts';
import {
  authenticated,
  authorizationServer,
  clientId,
  clientSecret,
  closeAll,
  closeLater,
  give,
  setUp,
} from './testing-oauth.ts';
import { call, connect, request } from './testing.ts';

afterEach(closeAll);

describe('a token', () => {
  it('is asked for with the client id and secret, and shown to the API', async () => {
    const tokens: string[] = [];
    const { send, shown, asked } = await setUp((response) => give(response, 'tok'), undefined, {
      scopes: ['read', 'write'],
      audience: 'https://api.example.com',
      resource: 'https://api.example.com/v1',
      onToken: (token) => tokens.push(token),
    });
    expect(await call(send, { headers: ['Authorization', 'Bearer of the caller'] })).toMatchObject({ status: 200 });
    expect(shown).toEqual(['tok']);
    expect(tokens).toEqual(['tok']);
    expect(asked).toMatchObject([
      {
        method: 'POST',
        url: '/token',
        type: expect.stringMatching(/^application\/x-www-form-urlencoded/) as string,
        form: {
          grant_type: 'client_credentials',
          scope: 'read write',
          audience: 'https://api.example.com',
          resource: 'https://api.example.com/v1',
        },
      },
    ]);
    const basic = Buffer.from(asked[0]?.authorization?.slice('Basic '.length) ?? '', 'base64').toString();
    expect(basic.split(':').map((part) => decodeURIComponent(part.replaceAll('+', ' ')))).toEqual([
      clientId,
      clientSecret,
    ]);
    // Hyphens and underscores stay, for servers that do not decode.
    expect(basic).toContain('s3cr3t-with_all');
  });

  it('asks for no more than it was told to', async () => {
    const { send, asked } = await setUp((response) => give(response, 'tok'));
    await call(send);
    expect(asked[0]?.form).toEqual({ grant_type: 'client_credentials' });
  });

  it('is asked for once by calls made at once, and used on', async () => {
    const { send, shown, asked } = await setUp((response) => give(response, 'tok', { expires_in: 3600 }));
    await Promise.all([call(send), call(send), call(send)]);
    await call(send);
    expect(shown).toEqual(['tok', 'tok', 'tok', 'tok']);
    expect(asked).toHaveLength(1);
  });

  it('is replaced shortly before its end', async () => {
    const { send, shown } = await setUp((response, _, count) => give(response, `tok${count}`, { expires_in: 1 }));
    await call(send);
    await call(send);
    await new Promise((resolve) => setTimeout(resolve, 950));
    await call(send);
    expect(shown).toEqual(['tok1', 'tok1', 'tok2']);
  });

  it('that expires at once is used once', async () => {
    const { send, shown } = await setUp((response, _, count) => give(response, `tok${count}`, { expires_in: '0' }));
    await call(send);
    await call(send);
    expect(shown).toEqual(['tok1', 'tok2']);
  });
});

describe('a 401 of the API', () => {
  it('for a token from before is answered with a new one', async () => {
    let good = 'tok1';
    const { send, shown, asked } = await setUp(
      (response, _, count) => give(response, `tok${count}`),
      (token) => token === good,
    );
    await call(send);
    good = 'tok2';
    const answers = await Promise.all([call(send, { method: 'POST', body: '{}' }), call(send), call(send)]);
    expect(answers.map(({ status, body }) => `${status} ${body.toString()}`)).toEqual(Array(3).fill('200 welcome'));
    expect(shown.toSorted()).toEqual(['tok1', 'tok1', 'tok1', 'tok1', 'tok2', 'tok2', 'tok2']);
    expect(asked).toHaveLength(2);
  });

  it('that comes late does not cost the token that came meanwhile', async () => {
    const late = deferred();
    const server = await serveHttp((incoming, response) => {
      const good = incoming.headers.authorization === 'Bearer tok2' || incoming.url === '/first';
      const answer = (): void => void response.writeHead(good ? 200 : 401).end();
      if (incoming.url === '/late' && !good) void late.promise.then(answer);
      else answer();
    });
    closeLater(server);
    const { origin, asked } = await authorizationServer((response, _, count) => give(response, `tok${count}`));
    const send = authenticated(closeLater(connect(server.origin)).send, { tokenEndpoint: origin });
    await call(send, { path: '/first' });
    const slow = call(send, { path: '/late' });
    expect((await call(send)).status).toBe(200);
    late.resolve();
    expect((await slow).status).toBe(200);
    expect(asked).toHaveLength(2);
  });

  it('for a new token is passed on', async () => {
    const { send, shown } = await setUp(
      (response, _, count) => give(response, `tok${count}`),
      () => false,
    );
    expect(await call(send)).toMatchObject({ status: 401, body: Buffer.from('go away') });
    expect(await call(send)).toMatchObject({ status: 401, body: Buffer.from('go away') });
    expect(shown).toEqual(['tok1', 'tok1', 'tok2']);
  });

  it('is followed by a failure when there is no new token', async () => {
    const { send } = await setUp(
      (response, _, count) => (count === 1 ? give(response, 'tok') : response.writeHead(503).end()),
      (() => {
        let calls = 0;
        return () => ++calls === 1;
      })(),
    );
    await call(send);
    expect(await call(send)).toMatchObject({ status: undefined, failure: { code: 'token-refused', retry: 'safe' } });
  });
});

describe('cancelling', () => {
  it('while the token is on its way does not take it from others', async () => {
    const asked = deferred();
    const answer = deferred();
    const { send, shown } = await setUp((response) => {
      asked.resolve();
      void answer.promise.then(() => give(response, 'tok'));
    });
    const never = (): never => {
      throw new Error('heard after it was given up');
    };
    const cancel = send(request(), { start: never, data: never, end: never, fail: never });
    const other = call(send);
    await asked.promise;
    cancel();
    answer.resolve();
    expect((await other).status).toBe(200);
    expect(shown).toEqual(['tok']);
  });
});
