import { createHash } from 'node:crypto';
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readText, serveHttp, type TestServer } from '../../../test/support/serve.ts';
import { createGuard } from '../http/guard.ts';
import { createIndexPage } from './index-page.ts';
import type { Listing } from './listing.ts';

const nasty = '<script>alert("x")</script> & \'more\'';

function listing(port: number): Listing {
  const route = { method: 'GET', path: '/things/{{id}}' };
  const operation = { kind: 'operation', name: 'get-thing', description: nasty, route } as const;
  const had = [
    { kind: 'tool', name: 'get-thing', description: 'Gets a `thing`; a lone ` stays.' },
    { kind: 'resource', name: 'thing', description: nasty, uri: 'things://{id}<b>' },
    { kind: 'prompt', name: 'think', description: '' },
  ] as const;
  const base = { description: nasty, namespace: nasty, isClosed: false };
  return [
    {
      name: 'things',
      title: nasty,
      description: undefined,
      servers: [
        { ...base, type: 'rest', port, path: '/things', openapi: '/things/openapi.json', entries: [operation] },
        { ...base, type: 'mcp', port: 9090, path: '/things/mcp', openapi: undefined, entries: had },
        { ...base, type: 'rest', port: 9091, path: '', openapi: '/openapi.json', entries: [] },
      ],
    },
  ];
}

let server: TestServer;
beforeAll(async () => {
  const guard = createGuard({ host: '127.0.0.1', allowedHosts: ['things.example.com'] });
  server = await serveHttp(createIndexPage({ guard, listing: () => listing(server.port) }));
});
afterAll(() => server.close());

function ask(headers: Readonly<Record<string, string>>, method = 'GET'): Promise<Response> {
  return fetch(server.origin, { method, headers });
}

function askAs(host: string): Promise<{ readonly status: number | undefined; readonly text: string }> {
  return new Promise((resolve, reject) => {
    get({ port: server.port, host: '127.0.0.1', headers: { host } }, (response) => {
      readText(response).then((text) => resolve({ status: response.statusCode, text }), reject);
    }).on('error', reject);
  });
}

describe('the index', () => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

  it.each([
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['text/html, application/json;q=0.9', 'application/json'],
    ['image/png', 'application/json'],
    [browser, 'text/html; charset=utf-8'],
  ])('for %s is %s', async (accept, type) => {
    const response = await ask({ accept });
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('vary')).toBe('Accept');
  });

  it('says for programs what is where', async () => {
    expect(await (await ask({})).json()).toEqual({
      capabilities: [
        {
          name: 'things',
          title: nasty,
          servers: [
            {
              namespace: nasty,
              type: 'rest',
              url: `${server.origin}/things`,
              openapi: `${server.origin}/things/openapi.json`,
              operations: ['get-thing'],
            },
            {
              namespace: nasty,
              type: 'mcp',
              url: 'http://127.0.0.1:9090/things/mcp',
              tools: ['get-thing'],
              resources: ['things://{id}<b>'],
              prompts: ['think'],
            },
            {
              namespace: nasty,
              type: 'rest',
              url: 'http://127.0.0.1:9091',
              openapi: 'http://127.0.0.1:9091/openapi.json',
              operations: [],
            },
          ],
        },
      ],
    });
  });

  it('has the addresses as its reader sees them', async () => {
    const { text } = await askAs('things.example.com:8000');
    expect(text).toContain('"url":"http://things.example.com:8000/things"');
    expect(text).toContain('"url":"http://things.example.com:9090/things/mcp"');
    expect((await askAs(`127.0.0.1:${server.port}`)).text).toContain(`"${server.origin}/things"`);
  });

  it('shows people what there is, and every text as a text', async () => {
    const page = await (await ask({ accept: browser })).text();
    const resource = 'things://{id}&#60;b&#62;</code> <span class="quiet">resource thing</span>';
    for (const shown of [
      'GET</span> /things/things/{id}',
      'Gets a <code>thing</code>; a lone ` stays.',
      'href="/things/openapi.json"',
      resource,
    ])
      expect(page).toContain(shown);
    expect(page).toContain('href="http://127.0.0.1:9091/openapi.json"');
    expect(page).toContain('&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62; &#38; &#39;more&#39;');
    expect(page).toContain('1 REST operation, 1 MCP tool, 1 MCP resource, 1 MCP prompt');
    expect(page).not.toMatch(/<script|undefined|\[object/);
  });

  it('lets a browser load and run nothing, and use its own style alone', async () => {
    const response = await ask({ accept: browser });
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(await response.text()) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(response.headers.get('content-security-policy')).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
  });

  it('has no body for HEAD, and takes no other method', async () => {
    const head = await ask({}, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0);
    const post = await ask({}, 'POST');
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('is not for web pages of elsewhere', async () => {
    expect((await askAs('evil.example.com')).status).toBe(403);
    expect((await ask({ origin: 'https://evil.example.com' })).status).toBe(403);
  });
});
