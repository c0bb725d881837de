/** Skill servers: what agents read of skills. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Folder } from './support/folder.ts';
import type { RunOptions } from './support/run-document.ts';
import { createSkillFolder, head, others, serveSkills, skills, type ServedSkills } from './support/serve-skills.ts';

let folder: Folder;
let served: ServedSkills;
beforeEach(() => void (folder = createSkillFolder()));
afterEach(async () => {
  await served.end();
  expect(served.defects).toEqual([]);
});

const serve = async (written = skills, options: RunOptions = {}): Promise<void> =>
  void (served = await serveSkills(folder, [`${head}${others}${written}`], options));

describe('a skill server', () => {
  it('lists its skills as the document describes them', async () => {
    await serve();
    expect(await served.json('/skills')).toEqual({
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
    expect(await served.json('/skills/keep-books')).toMatchObject({
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
    expect((await served.get('/skills/keep-books')).text).not.toContain('Its title');
    await served.stop();
    await serve(skills.replace('port: 9091', 'port: 9091\n    authentication: {type: bearer, token: "{{TOKEN}}"}'));
    expect((await served.get('/skills')).status).toBe(401);
    const { text } = await served.get('/skills/keep-books', { headers: ['authorization', 'Bearer hush-hush'] });
    expect(text).toContain('Its title');
  });

  it('has the files of the folder, and a SKILL.md of its own where there is none', async () => {
    await serve();
    expect(await served.json('/skills/keep-books/contents')).toMatchObject({
      name: 'keep-books',
      files: [
        { name: 'SKILL.md', type: 'text/markdown', path: '/skills/keep-books/contents/SKILL.md' },
        { name: 'cover.png', size: 5, type: 'image/png' },
        { name: 'empty.txt', size: 0, type: 'text/plain' },
        { name: 'guides/binding.md', type: 'text/markdown' },
      ],
    });
    const { text, headers } = await served.get('/skills/keep-books/contents/SKILL.md');
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
    expect((await served.get('/skills/lend-books/contents/SKILL.md')).text).toContain(
      "description: 'Lends books: to everybody.'\n",
    );
  });

  it('gives the SKILL.md of the folder where there is one', async () => {
    folder.write('keep-books/SKILL.md', 'My own');
    await serve();
    expect((await served.get('/skills/keep-books/contents/SKILL.md')).text).toBe('My own');
    expect(await served.unzip('keep-books')).toMatchObject({ 'keep-books/SKILL.md': 'My own' });
  });

  it('gives files with their type, runs nothing of them in a browser, and hides secrets in them', async () => {
    await serve();
    const { text, headers } = await served.get('/skills/keep-books/contents/guides/binding.md');
    expect(text).toMatch(/^Glue, then wait\. Never say (?!hush-hush)/);
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });

  it('gives a whole skill as a zip archive, which holds what the pages do', async () => {
    await serve();
    const { status, headers } = await served.get('/skills/keep-books/download');
    expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
      200,
      'application/zip',
      'attachment; filename="keep-books.zip"',
    ]);
    const files = await served.unzip('keep-books');
    expect(Object.keys(files)).toEqual([
      'keep-books/SKILL.md',
      'keep-books/cover.png',
      'keep-books/empty.txt',
      'keep-books/guides/binding.md',
    ]);
    for (const [path, text] of Object.entries(files)) {
      const [name, ...steps] = path.split('/');
      expect(text).toBe((await served.get(`/skills/${name}/contents/${steps.join('/')}`)).text);
    }
    expect(Object.keys(await served.unzip('lend-books'))).toEqual(['lend-books/SKILL.md']);
  });

  it('gives no archive beyond the limit, and says how the files are to be had', async () => {
    folder.write('keep-books/long.txt', 'x'.repeat(900));
    folder.write('keep-books/longer.txt', 'x'.repeat(900));
    await serve(skills, { maxAnswerBytes: 1500 });
    expect((await served.get('/skills/keep-books/contents/long.txt')).text).toHaveLength(900);
    const { status, text } = await served.get('/skills/keep-books/download');
    expect([status, JSON.parse(text)]).toMatchObject([502, { code: 'answer-too-large' }]);
  });
});

describe('what is asked of a skill server', () => {
  beforeEach(() => serve());

  it.each(['/skills', '/skills/', '/skills/keep-books', '/skills/keep-books/contents', '/skills/keep-books/download'])(
    '%s has a HEAD and no POST',
    async (path) => {
      const [got, headed] = [await served.get(path), await served.get(path, { method: 'HEAD' })];
      expect([headed.status, headed.text]).toEqual([200, '']);
      expect(headed.headers['content-length']).toBe(got.headers['content-length']);
      const refused = await served.get(path, { method: 'POST' });
      expect([refused.status, refused.headers['allow'], refused.headers['content-type']]).toEqual([
        405,
        'GET, HEAD',
        'application/problem+json',
      ]);
    },
  );

  it('is told what else there is where there is nothing', async () => {
    const { status, text } = await served.get('/skills/kep-books');
    expect([status, JSON.parse(text)]).toMatchObject([
      404,
      { code: 'unknown-route', detail: expect.stringContaining('Did you mean keep-books?') as string },
    ]);
    for (const path of ['/elsewhere', '/skills/keep-books/elsewhere', '/skills/keep-books/download/x', '/skills/%'])
      expect((await served.get(path)).status).toBe(404);
  });

  it('is refused to pages of others', async () => {
    expect((await served.get('/skills', { headers: ['origin', 'https://evil.example'] })).status).toBe(403);
  });

  it('is answered at / with the list of all servers', async () => {
    const listed = JSON.parse((await served.get('/')).text) as { capabilities: { servers: object[] }[] };
    expect(listed.capabilities[0]?.servers).toContainEqual(
      expect.objectContaining({ type: 'skill', skills: ['keep-books', 'lend-books'] }),
    );
  });
});

describe('a skill server that shares its port', () => {
  it('is below the name of its capability, and so are its links', async () => {
    const shared = `${head}${others.replaceAll('9090', '8080')}${skills.replace('9091', '8080')}`;
    const more = `${head}\n  exposes:${skills.replace('9091', '8080').replace('books-skills', 'more-skills')}`;
    served = await serveSkills(folder, [shared, more]);
    const { origin } = new URL(served.url('books-rest'));
    expect(served.url('books-skills')).toBe(`${origin}/document-0/skills`);
    expect(await served.json('/document-0/skills/keep-books')).toMatchObject({
      contents: '/document-0/skills/keep-books/contents',
      tools: [{ url: `${served.url('books-rest')}/shelves/{shelf}/books` }, { url: served.url('books-mcp') }, {}],
    });
    const contents = (await served.json('/document-1/skills/keep-books/contents')) as { files: { path: string }[] };
    for (const { path } of contents.files) expect((await served.get(path)).status).toBe(200);
    expect((await served.get('/skills')).status).toBe(404);
  });
});
