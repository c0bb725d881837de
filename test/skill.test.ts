/** Skill servers: what agents read of skills, and what nobody reads beside them. */
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, type Asked, type Told } from './support/ask.ts';
import { createFolder, type Folder } from './support/folder.ts';
import { runDocuments, type RanDocuments, type RunOptions } from './support/run-document.ts';

const others = `
  consumes:
  - namespace: library
    type: http
    baseUri: http://127.0.0.1:1
    resources:
    - path: /books
      operations:
      - {method: GET, name: list}
      - {method: POST, name: add}
  exposes:
  - type: rest
    namespace: books-rest
    port: 8080
    resources:
    - path: /shelves/{shelf}/books
      operations:
      - {method: GET, name: list-books, call: library.list, inputParameters: [{name: shelf, in: path, type: string, description: Where they stand}]}
  - type: mcp
    namespace: books-mcp
    port: 9090
    authentication: {type: bearer, token: '{{TOKEN}}'}
    tools:
    - {name: add-book, description: Add, call: library.add, inputParameters: [{name: title, type: string, description: Its title}]}
`;

const skills = `
  - type: skill
    namespace: books-skills
    port: 9091
    skills:
      keep-books:
        description: Keeps books.
        license: Apache-2.0
        compatibility: Needs a library
        allowed-tools: add-book
        user-invocable: false
        metadata: {author: A librarian}
        location: file:///./keep-books
        tools:
          find: {description: Find books., from: {sourceNamespace: books-rest, action: list-books}}
          put: {description: Add a book., from: {sourceNamespace: books-mcp, action: add-book}}
          bind: {description: Bind a book., instruction: guides/binding.md}
      lend-books: {description: 'Lends books: to everybody.'}
`;

const head = 'ikanos: 1.0.0-beta5\ninfo: {display: Books}\ncapability:';

let folder: Folder;
let served: RanDocuments;
beforeEach(() => {
  folder = createFolder();
  folder.write('keep-books/guides/binding.md', 'Glue, then wait. Never say hush-hush.');
  folder.write('keep-books/empty.txt', '');
  folder.write('keep-books/cover.png', '\u0089PNG');
  folder.write('keep-books/.env', 'TOKEN=hush-hush');
  folder.write('keys.yaml', 'hush-hush');
  folder.write('../outside.md', 'outside');
});
afterEach(async () => {
  await served.stop();
  folder.remove();
  expect(served.defects).toEqual([]);
});

async function serve(written = skills, options: RunOptions = {}): Promise<void> {
  served = await runDocuments([`${head}${others}${written}`], {
    folder,
    environment: { TOKEN: 'hush-hush' },
    ...options,
  });
}

const get = (target: string, asked: Asked = {}): Promise<Told> => ask(served.url('books-skills'), target, asked);
const json = async (target: string): Promise<unknown> => JSON.parse((await get(target)).text) as unknown;

async function unzip(name: string): Promise<Readonly<Record<string, string>>> {
  const { origin } = new URL(served.url('books-skills'));
  const response = await fetch(`${origin}/skills/${name}/download`);
  expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual([
    200,
    'application/zip',
    `attachment; filename="${name}.zip"`,
  ]);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

describe('a skill server', () => {
  it('lists its skills as the document describes them', async () => {
    await serve();
    expect(await json('/skills')).toEqual({
      skills: [
        {
          name: 'keep-books',
          description: 'Keeps books.',
          license: 'Apache-2.0',
          compatibility: 'Needs a library',
          'allowed-tools': 'add-book',
          'user-invocable': false,
          metadata: { author: 'A librarian' },
          path: '/skills/keep-books',
          contents: '/skills/keep-books/contents',
          download: '/skills/keep-books/download',
        },
        expect.objectContaining({ name: 'lend-books', description: 'Lends books: to everybody.' }),
      ],
    });
    expect(served.diagnostics).toEqual([]);
    expect(served.servers).toContainEqual(expect.objectContaining({ type: 'skill', namespace: 'books-skills' }));
  });

  it('tells where each tool is called, and what of', async () => {
    await serve();
    expect(await json('/skills/keep-books')).toMatchObject({
      name: 'keep-books',
      tools: [
        {
          name: 'find',
          description: 'Find books.',
          from: { sourceNamespace: 'books-rest', action: 'list-books' },
          type: 'rest',
          method: 'GET',
          url: `${served.url('books-rest')}/shelves/{shelf}/books`,
          in: { shelf: 'path' },
          inputSchema: { properties: { shelf: { type: 'string', description: 'Where they stand' } } },
        },
        { name: 'put', type: 'mcp', tool: 'add-book', url: served.url('books-mcp'), authentication: 'required' },
        { name: 'bind', instruction: 'guides/binding.md', path: '/skills/keep-books/contents/guides/binding.md' },
      ],
    });
  });

  it('tells strangers nothing more of a server that is closed to them', async () => {
    await serve();
    expect((await get('/skills/keep-books')).text).not.toContain('Its title');
    await served.stop();
    await serve(skills.replace('port: 9091', 'port: 9091\n    authentication: {type: bearer, token: "{{TOKEN}}"}'));
    expect((await get('/skills')).status).toBe(401);
    const { text } = await get('/skills/keep-books', { headers: ['authorization', 'Bearer hush-hush'] });
    expect(text).toContain('Its title');
  });

  it('has the files of the folder, and a SKILL.md of its own where there is none', async () => {
    await serve();
    expect(await json('/skills/keep-books/contents')).toMatchObject({
      name: 'keep-books',
      files: [
        { name: 'SKILL.md', type: 'text/markdown', path: '/skills/keep-books/contents/SKILL.md' },
        { name: 'cover.png', size: 5, type: 'image/png' },
        { name: 'empty.txt', size: 0, type: 'text/plain' },
        { name: 'guides/binding.md', type: 'text/markdown' },
      ],
    });
    const { text, headers } = await get('/skills/keep-books/contents/SKILL.md');
    expect(headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(text).toBe(`---
name: keep-books
description: Keeps books.
license: Apache-2.0
compatibility: Needs a library
allowed-tools: add-book
user-invocable: false
metadata:
  author: A librarian
---

# keep-books

Keeps books.

## Tools

### find

Find books.

Send \`GET ${served.url('books-rest')}/shelves/{shelf}/books\` (the operation \`list-books\` of \`books-rest\`).

- \`shelf\` (in path, required): Where they stand

### put

Add a book.

Call the tool \`add-book\` of the MCP server \`books-mcp\`, at ${served.url('books-mcp')}.

Its callers must authenticate.

### bind

Bind a book.

How it is done is in [guides/binding.md](guides/binding.md).
`);
    expect((await get('/skills/lend-books/contents/SKILL.md')).text).toContain(
      "description: 'Lends books: to everybody.'\n",
    );
  });

  it('gives the SKILL.md of the folder where there is one', async () => {
    folder.write('keep-books/SKILL.md', 'My own');
    await serve();
    expect((await get('/skills/keep-books/contents/SKILL.md')).text).toBe('My own');
    expect(await unzip('keep-books')).toMatchObject({ 'keep-books/SKILL.md': 'My own' });
  });

  it('gives files with their type, runs nothing of them in a browser, and hides secrets in them', async () => {
    await serve();
    const { text, headers } = await get('/skills/keep-books/contents/guides/binding.md');
    expect(text).toMatch(/^Glue, then wait\. Never say (?!hush-hush)/);
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });

  it('gives a whole skill as a zip archive, which holds what the pages do', async () => {
    await serve();
    const files = await unzip('keep-books');
    expect(Object.keys(files)).toEqual([
      'keep-books/SKILL.md',
      'keep-books/cover.png',
      'keep-books/empty.txt',
      'keep-books/guides/binding.md',
    ]);
    for (const [path, text] of Object.entries(files)) {
      const [name, ...steps] = path.split('/');
      expect(text).toBe((await get(`/skills/${name}/contents/${steps.join('/')}`)).text);
    }
    expect(Object.keys(await unzip('lend-books'))).toEqual(['lend-books/SKILL.md']);
  });

  it('gives no archive beyond the limit, and says how the files are to be had', async () => {
    folder.write('keep-books/long.txt', 'x'.repeat(900));
    folder.write('keep-books/longer.txt', 'x'.repeat(900));
    await serve(skills, { maxAnswerBytes: 1500 });
    expect((await get('/skills/keep-books/contents/long.txt')).text).toHaveLength(900);
    const { status, text } = await get('/skills/keep-books/download');
    expect([status, JSON.parse(text)]).toMatchObject([502, { code: 'answer-too-large' }]);
  });
});

describe('what is asked of a skill server', () => {
  beforeEach(() => serve());

  it.each(['/skills', '/skills/', '/skills/keep-books', '/skills/keep-books/contents', '/skills/keep-books/download'])(
    '%s has a HEAD and no POST',
    async (path) => {
      const [got, headed] = [await get(path), await get(path, { method: 'HEAD' })];
      expect([headed.status, headed.text]).toEqual([200, '']);
      expect(headed.headers['content-length']).toBe(got.headers['content-length']);
      const refused = await get(path, { method: 'POST' });
      expect([refused.status, refused.headers['allow'], refused.headers['content-type']]).toEqual([
        405,
        'GET, HEAD',
        'application/problem+json',
      ]);
    },
  );

  it('is told what else there is where there is nothing', async () => {
    const { status, text } = await get('/skills/kep-books');
    expect([status, JSON.parse(text)]).toMatchObject([
      404,
      { code: 'unknown-route', detail: expect.stringContaining('Did you mean keep-books?') as string },
    ]);
    for (const path of ['/elsewhere', '/skills/keep-books/elsewhere', '/skills/keep-books/download/x', '/skills/%'])
      expect((await get(path)).status).toBe(404);
  });

  it('is refused to pages of others', async () => {
    expect((await get('/skills', { headers: ['origin', 'https://evil.example'] })).status).toBe(403);
  });

  it('is answered at / with the list of all servers', async () => {
    const listed = JSON.parse((await get('/')).text) as { capabilities: { servers: object[] }[] };
    expect(listed.capabilities[0]?.servers).toContainEqual(
      expect.objectContaining({ type: 'skill', skills: ['keep-books', 'lend-books'] }),
    );
  });
});

describe('beyond its folder', () => {
  it.each([
    '.env',
    '../keys.yaml',
    '..%2fkeys.yaml',
    '%2e%2e/keys.yaml',
    '%2e%2e%2fkeys.yaml',
    'guides/../../keys.yaml',
    'guides/../cover.png',
    'guides%2fbinding.md',
    '/etc/hostname',
    '//etc/hostname',
    'guides',
    'guides//binding.md',
    'cover.png%00',
    'cover.png%00.md',
    '..%5ckeys.yaml',
    '%c0%ae%c0%ae/keys.yaml',
    'linked.md',
    'linked/outside.md',
    'file:///etc/hostname',
  ])('nothing is read: %s', async (way) => {
    symlinkSync(folder.at('../outside.md'), folder.at('keep-books/linked.md'));
    symlinkSync(folder.at('..'), folder.at('keep-books/linked'));
    await serve();
    const { status, text } = await get(`/skills/keep-books/contents/${way}`);
    expect([status, text]).toEqual([404, expect.not.stringMatching(/hush-hush|outside$|PNG/)]);
    expect(Object.keys(await unzip('keep-books'))).toHaveLength(4);
  });

  it('nothing is read that was put there after the start', async () => {
    await serve();
    folder.write('keep-books/late.md', 'Late');
    expect((await get('/skills/keep-books/contents/late.md')).status).toBe(404);
    rmSync(folder.at('keep-books/cover.png'));
    expect((await get('/skills/keep-books/contents/cover.png')).status).toBe(404);
    expect(Object.keys(await unzip('keep-books'))).toHaveLength(3);
  });

  it('no link is followed that has taken the place of a file or of the folder', async () => {
    await serve();
    rmSync(folder.at('keep-books/empty.txt'));
    symlinkSync(folder.at('../outside.md'), folder.at('keep-books/empty.txt'));
    for (const path of ['contents/empty.txt', 'download']) {
      const { status, text } = await get(`/skills/keep-books/${path}`);
      expect([status, JSON.parse(text)]).toMatchObject([500, { code: 'file-unreadable' }]);
    }
    renameSync(folder.at('keep-books'), folder.at('moved'));
    folder.write('../other/cover.png', 'outside');
    symlinkSync(folder.at('../other'), folder.at('keep-books'));
    expect((await get('/skills/keep-books/contents/cover.png')).status).toBe(500);
  });
});

describe('a document of skills', () => {
  const codes = (): readonly string[] => served.diagnostics.map(({ code }) => code);
  const server = (written: string): string => `
  - type: skill
    namespace: books-skills
    port: 9091
    skills: ${written}
`;

  it('may list skills and tools, and have skills alone', async () => {
    served = await runDocuments([
      `${head}\n  exposes:${server('[{name: a, description: A}, {name: b, description: B}, {name: a, description: Again}]')}`,
    ]);
    expect(await json('/skills')).toMatchObject({ skills: [{ name: 'a', description: 'A' }, { name: 'b' }] });
    expect(codes()).toEqual(['duplicate-skill']);
  });

  it.each([
    [', from: {sourceNamespace: book-rest, action: list-books}', 'unknown-source', 'Did you mean books-rest?'],
    [', from: {sourceNamespace: books-mcp, action: ad-book}', 'unknown-source', 'Did you mean add-book?'],
    [', from: {sourceNamespace: books-skills, action: x}', 'unknown-source', 'There is books-rest, books-mcp.'],
    [', from: {sourceNamespace: books-mcp}', 'missing-key', 'Add `action:` here.'],
    [', instruction: guides/bindng.md', 'file-unreadable', 'Did you mean guides/binding.md?'],
    [', instruction: ../keys.yaml', 'file-unreadable', undefined],
    ['', 'missing-key', expect.stringContaining('from')],
  ])('leaves out the tool %s and says why', async (tool, code, fix) => {
    await serve(server(`{s: {description: S, location: ./keep-books, tools: {t: {description: T${tool}}}}}`));
    expect(await json('/skills/s')).toMatchObject({ name: 's', tools: [] });
    expect(served.diagnostics.map(({ code, fix }) => [code, fix])).toEqual([[code, fix]]);
  });

  it.each(['../outside', './nowhere', './keys.yaml', 'https://example.com/skill'])(
    'serves a skill whose folder cannot be had without files: %s',
    async (location) => {
      await serve(server(`{s: {description: S, location: '${location}'}}`));
      expect(codes()).toEqual(['file-unreadable']);
      expect(await json('/skills/s/contents')).toMatchObject({ files: [{ name: 'SKILL.md' }] });
    },
  );

  it('renames a skill that no folder could have the name of', async () => {
    await serve(server(`{'../s': {description: S}}`));
    expect(codes()).toEqual(['skill-renamed']);
    expect(Object.keys(await unzip((served.diagnostics[0]?.message.match(/as `(.*)`/) ?? [])[1] ?? ''))).toHaveLength(
      1,
    );
  });
});
