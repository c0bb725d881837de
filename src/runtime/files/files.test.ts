import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFiles, mostFiles, type FoundFiles } from './find-files.ts';
import { readServedFile } from './read-served-file.ts';
import type { ServedFile } from './served-file.ts';

let outer: string;
let home: string;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'capstan-files-'));
  home = join(outer, 'home');
  write('home/docs/guide.md', 'A guide');
  write('home/docs/deeper/map.png', '\u0089PNG');
  write('home/keys.yaml', 'token: secret');
  write('outside/secret.md', 'secret');
});
afterEach(() => rmSync(outer, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(outer, file)), { recursive: true });
  writeFileSync(join(outer, file), text);
}

function find(location: string, withheld: readonly string[] = []): Promise<FoundFiles> {
  return findFiles(join(home, 'test.yaml'), location, { allowedFolders: [], withheld: new Set(withheld) });
}

async function filesAt(location: string): Promise<readonly ServedFile[]> {
  const found = await find(location);
  return 'files' in found ? found.files : [];
}

async function waysAt(location: string): Promise<readonly string[]> {
  return (await filesAt(location)).map(({ steps }) => steps.join('/'));
}

describe('files that a document names', () => {
  it('are those of a folder and the folders in it, by their names', async () => {
    write('home/docs/a.txt', 'a');
    expect(await waysAt('file:///./docs')).toEqual(['a.txt', 'deeper/map.png', 'guide.md']);
    expect(await waysAt('docs/')).toHaveLength(3);
    expect(await waysAt('.')).toContain('docs/guide.md');
  });

  it('are the one that is named itself', async () => {
    expect(await filesAt('docs/guide.md')).toMatchObject([{ steps: [], size: 7, mimeType: 'text/markdown' }]);
  });

  it.each([
    '../outside',
    'file:///../outside/secret.md',
    'docs/../../outside',
    '/etc',
    'file:///etc/hostname',
    '/dev/zero',
    '%2e%2e/outside',
    'docs/%2e%2e/%2e%2e/outside/secret.md',
    'docs\0/guide.md',
    'https://example.com/docs',
    'nowhere',
    '..',
  ])('are never at %j', async (location) => {
    expect(await find(location)).toHaveProperty('why');
  });

  it('are none behind a link out of the folder, or to a folder, or of what is no file', async () => {
    symlinkSync(join(outer, 'outside'), join(home, 'linked'));
    symlinkSync(join(outer, 'outside/secret.md'), join(home, 'docs/secret.md'));
    symlinkSync(join(home, 'keys.yaml'), join(home, 'docs/keys.yaml'));
    symlinkSync(join(home, 'docs'), join(home, 'docs/circle'));
    symlinkSync(join(home, 'nowhere'), join(home, 'docs/broken'));
    execFileSync('mkfifo', [join(home, 'docs/pipe'), join(home, 'pipe')]);
    expect(await find('linked')).toHaveProperty('why');
    expect(await find('linked/secret.md')).toHaveProperty('why');
    expect(await find('pipe')).toHaveProperty('why');
    expect(await waysAt('docs')).toEqual(['deeper/map.png', 'guide.md']);
  });

  it('may be behind a link within the folder', async () => {
    symlinkSync(join(home, 'docs/guide.md'), join(home, 'docs/start.md'));
    const files = await filesAt('docs');
    expect(files.map(({ steps }) => steps.join('/'))).toEqual(['deeper/map.png', 'guide.md', 'start.md']);
    expect(await readServedFile(files[2] as ServedFile, 100)).toEqual({ bytes: Buffer.from('A guide') });
  });

  it('are none that are hidden, and none that are withheld', async () => {
    write('home/docs/.env', 'SECRET=1');
    write('home/docs/.git/config', 'secret');
    const found = await find('docs', [join(home, 'docs/guide.md')]);
    expect('files' in found && found.files.map(({ steps }) => steps.join('/'))).toEqual(['deeper/map.png']);
    expect(await find('docs/guide.md', [join(home, 'docs/guide.md')])).toHaveProperty('why');
  });

  it('are so many and no more', async () => {
    for (let index = 0; index <= mostFiles; index += 1) write(`home/many/${String(index).padStart(4, '0')}.txt`, '');
    const found = await find('many');
    expect('files' in found && [found.files.length, found.files.at(-1)?.steps, found.isCut]).toEqual([
      mostFiles,
      ['0499.txt'],
      true,
    ]);
  });
});

describe('reading a served file', () => {
  const read = async (change: () => void, maxBytes = 100) => {
    const file = (await filesAt('docs')).find(({ steps }) => steps[0] === 'guide.md') as ServedFile; // it was written
    change();
    return readServedFile(file, maxBytes);
  };
  const guide = (): string => join(home, 'docs/guide.md');
  const replace = (put: (path: string) => void) => () => {
    rmSync(guide());
    put(guide());
  };

  it('gives what is in it now', async () => {
    expect(await read(() => writeFileSync(guide(), 'Another'))).toEqual({ bytes: Buffer.from('Another') });
    expect(await read(() => writeFileSync(guide(), ''))).toEqual({ bytes: Buffer.alloc(0) });
  });

  it('refuses one that is too large, unread', async () => {
    expect(await read(() => writeFileSync(guide(), 'x'.repeat(101)))).toEqual({ why: 'too-large' });
  });

  it('finds none where there is none any more', async () => {
    expect(await read(() => rmSync(guide()))).toEqual({ why: 'gone' });
  });

  it.each([
    ['out of the document’s folder', () => join(outer, 'outside/secret.md')],
    ['to a file beside its folder', () => join(home, 'keys.yaml')],
    ['to a file of this machine', () => '/etc/hostname'],
  ])('follows no link %s that has taken the place of the file', async (_, target) => {
    expect(await read(replace((path) => symlinkSync(target(), path)))).toEqual({ why: 'outside' });
  });

  it('follows no link that has taken the place of the folder', async () => {
    write('outside/guide.md', 'secret');
    const change = (): void => {
      renameSync(join(home, 'docs'), join(home, 'old'));
      symlinkSync(join(outer, 'outside'), join(home, 'docs'));
    };
    expect(await read(change)).toEqual({ why: 'outside' });
  });

  it.each([
    ['waits for no pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['reads no folder', (path: string) => mkdirSync(path)],
  ])('%s', async (_, put) => {
    expect(await read(replace(put))).toEqual({ why: 'unreadable' });
  });
});
