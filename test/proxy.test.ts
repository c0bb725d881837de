/** Behind a company's proxy, which the environment names as it does for curl and others. */
import { afterEach, describe, expect, it } from 'vitest';
import { capstan, type Finished } from './support/capstan.ts';
import { recordingUpstream, type RecordingUpstream } from './support/recording-upstream.ts';
import { serveTcp, type TestServer } from './support/serve.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});

async function proxy(): Promise<RecordingUpstream> {
  const server = await recordingUpstream();
  opened.push(server);
  return server;
}

/** What is asked of a proxy that refuses every tunnel. */
async function closedProxy(asked: string[]): Promise<TestServer> {
  const server = await serveTcp((socket) => {
    socket.once('data', (head: Buffer) => {
      asked.push(head.toString().split('\r\n', 1)[0] ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
    });
  });
  opened.push(server);
  return server;
}

const call = (baseUri: string, env: Readonly<Record<string, string>>): Promise<Finished> =>
  capstan(['call', '-', 'get', 'id=a/b', '--base-uri', baseUri], {
    env,
    input: `naftiko: 1.0.0-alpha2
info: {label: Behind a proxy}
capability:
  consumes:
  - type: http
    namespace: things
    baseUri: ''
    authentication: {type: bearer, token: key-of-the-api}
    resources: [{path: '/things/{id}', operations: [{name: get, method: GET}]}]
  exposes:
  - type: mcp
    namespace: things-mcp
    port: 9090
    tools: [{name: get, description: Gets a thing., call: things.get}]
`,
  });

describe('a proxy in the environment', () => {
  it('is sent requests for other machines, whole and with its own credentials', async () => {
    const through = await proxy();
    through.answer = { body: '{"thing":1}' };
    const address = through.url.replace('//', '//me:pass%40word@');
    expect(await call('http://api.example.test/v1', { HTTP_PROXY: address })).toMatchObject({
      code: 0,
      stdout: '{"thing":1}\n',
    });
    expect(through.requests).toMatchObject([
      {
        method: 'GET',
        url: 'http://api.example.test/v1/things/a%2Fb',
        headers: {
          host: 'api.example.test',
          authorization: 'Bearer key-of-the-api',
          'proxy-authorization': `Basic ${Buffer.from('me:pass@word').toString('base64')}`,
        },
      },
    ]);
  });

  it('is asked for a tunnel for what is encrypted, and is named when it refuses', async () => {
    const asked: string[] = [];
    const { origin } = await closedProxy(asked);
    const { code, stderr } = await call('https://api.example.test', { https_proxy: origin });
    expect(asked).toEqual(['CONNECT api.example.test:443 HTTP/1.1']);
    expect(code).toBe(1);
    expect(stderr).toContain('Calls go through the proxy in HTTPS_PROXY or HTTP_PROXY');
  });

  it('is passed by for this machine, and for hosts of NO_PROXY', async () => {
    const through = await proxy();
    const here = await proxy();
    expect((await call(here.url, { HTTP_PROXY: through.url })).code).toBe(0);
    const away = await call('http://api.example.test', { HTTP_PROXY: through.url, NO_PROXY: '.example.test' });
    expect(away.code).toBe(1);
    expect(here.requests).toHaveLength(1);
    expect(through.requests).toEqual([]);
  });
});
