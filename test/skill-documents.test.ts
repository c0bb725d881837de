/** Documents of skills, with something wrong in them and without; and what nobody reads beside a skill. */
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capstan } from './support/capstan.ts';
import type { Folder } from './support/folder.ts';
import { createSkillFolder, head, others, serveSkills, skills, type ServedSkills } from './support/serve-skills.ts';

let folder: Folder;
let served: ServedSkills;
beforeEach(() => void (folder = createSkillFolder()));
afterEach(async () => {
  await served.end();
  expect(served.defects).toEqual([]);
});

const serve = async (written = skills): Promise<void> =>
  void (served = await serveSkills(folder, [`${head}${others}${written}`]));

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
    const { status, text } = await served.get(`/skills/keep-books/contents/${way}`);
    expect([status, text]).toEqual([404, expect.not.stringMatching(/hush-hush|outside$|PNG/)]);
    expect(Object.keys(await served.unzip('keep-books'))).toHaveLength(4);
  });

  it('nothing is read that was put there after the start', async () => {
    await serve();
    folder.write('keep-books/late.md', 'Late');
    expect((await served.get('/skills/keep-books/contents/late.md')).status).toBe(404);
    rmSync(folder.at('keep-books/cover.png'));
    expect((await served.get('/skills/keep-books/contents/cover.png')).status).toBe(404);
    expect(Object.keys(await served.unzip('keep-books'))).toHaveLength(3);
  });

  it('no link is followed that has taken the place of a file or of the folder', async () => {
    await serve();
    rmSync(folder.at('keep-books/empty.txt'));
    symlinkSync(folder.at('../outside.md'), folder.at('keep-books/empty.txt'));
    for (const path of ['contents/empty.txt', 'download']) {
      const { status, text } = await served.get(`/skills/keep-books/${path}`);
      expect([status, JSON.parse(text)]).toMatchObject([500, { code: 'file-unreadable' }]);
    }
    renameSync(folder.at('keep-books'), folder.at('moved'));
    folder.write('../other/cover.png', 'outside');
    symlinkSync(folder.at('../other'), folder.at('keep-books'));
    expect((await served.get('/skills/keep-books/contents/cover.png')).status).toBe(500);
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
    served = await serveSkills(folder, [
      `${head}\n  exposes:${server('[{name: a, description: A}, {name: b, description: B}, {name: a, description: Again}]')}`,
    ]);
    expect(await served.json('/skills')).toMatchObject({ skills: [{ name: 'a', description: 'A' }, { name: 'b' }] });
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
    expect(await served.json('/skills/s')).toMatchObject({ name: 's', tools: [] });
    expect(served.diagnostics.map(({ code, fix }) => [code, fix])).toEqual([[code, fix]]);
  });

  it.each(['../outside', './nowhere', './keys.yaml', 'https://example.com/skill'])(
    'serves a skill whose folder cannot be had without files: %s',
    async (location) => {
      await serve(server(`{s: {description: S, location: '${location}'}}`));
      expect(codes()).toEqual(['file-unreadable']);
      expect(await served.json('/skills/s/contents')).toMatchObject({ files: [{ name: 'SKILL.md' }] });
    },
  );

  it('is checked and planned like any other', async () => {
    await serve();
    const document = folder.write('books.yaml', `${head}${others}${skills}`);
    const env = { TOKEN: 'hush-hush' };
    const { code, stdout } = await capstan(['check', document], { env });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/runs 4 operations on 3 servers; 0 errors/)]);
    const planned = (await capstan(['plan', document], { env })).stdout;
    expect(planned).toContain('books-skills SKILL on port 9091');
    expect(planned).toMatch(
      /keep-books {2}skill\n +Keeps books\.\n +tool find: list-books of books-rest\n[^]* +reads guides\/binding\.md\n/,
    );
  });

  it('renames a skill that no folder could have the name of', async () => {
    await serve(server(`{'../s': {description: S}}`));
    expect(codes()).toEqual(['skill-renamed']);
    expect(
      Object.keys(await served.unzip((served.diagnostics[0]?.message.match(/as `(.*)`/) ?? [])[1] ?? '')),
    ).toHaveLength(1);
  });
});
