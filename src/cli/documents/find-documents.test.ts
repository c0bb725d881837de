import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDocuments } from './find-documents.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capstan-find-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text = 'naftiko: 1.0.0-alpha2\n'): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function found(...names: readonly string[]): Promise<readonly string[]> {
  return (await findDocuments(names.length === 0 ? [folder] : names)).map(({ name }) => name);
}

describe('a folder', () => {
  it('stands for the documents in it and below it, sorted', async () => {
    const [b, a, deep] = [write('b.yml'), write('a.yaml'), write('c/d/deep.YAML')];
    expect(await found()).toEqual([a, b, deep]);
  });

  it.each([
    ['naftiko: 1.0.0-alpha2', true],
    ['# A comment\n---\nikanos: "1.0.0-beta1"', true],
    ['\uFEFF"naftiko": 1.0.0-alpha2', true],
    ['title: The page\nnaftiko : 1.0.0-alpha2', true],
    ['  naftiko: 1.0.0-alpha2', false],
    ['openapi: 3.1.0\ninfo: {title: naftiko}', false],
    ['', false],
  ])('has a document where %j is in a file: %s', async (text, expected) => {
    const path = write('x.yaml', text);
    expect(await found()).toEqual(expected ? [path] : []);
  });

  it('has one where JSON looks like it', async () => {
    write('package.json', '{"name":"naftiko"}');
    const path = write('x.json', '{\n  "naftiko": "1.0.0-alpha2"}');
    expect(await found()).toEqual([path]);
  });

  it('is not searched in what is hidden, what is installed and what is neither YAML nor JSON', async () => {
    for (const name of ['.hidden/x.yaml', '.x.yaml', 'node_modules/x.yaml', 'x.txt', 'x.yaml.bak']) write(name);
    expect(await found()).toEqual([]);
  });

  it('may have links to documents; links to folders and to nothing are passed over', async () => {
    const path = write('.versions/1/x.yaml');
    symlinkSync(path, join(folder, 'x.yaml'));
    symlinkSync(folder, join(folder, 'again'));
    symlinkSync(join(folder, 'nothing.yaml'), join(folder, 'y.yaml'));
    expect(await found()).toEqual([join(folder, 'x.yaml')]);
  });
});

it('other names stay as they are, each there once', async () => {
  const path = write('a.yaml');
  expect(await findDocuments(['-', 'nowhere.yaml', 'https://example.com/a.yaml', folder, path])).toEqual([
    { name: '-', found: false },
    { name: 'nowhere.yaml', found: false },
    { name: 'https://example.com/a.yaml', found: false },
    { name: path, found: true },
  ]);
});
