import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findDocuments } from './find-documents.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capstan-'));
  const files: Readonly<Record<string, string>> = {
    'b.yaml': 'naftiko: 1.0.0-alpha2\n',
    'a.yml': 'A page around it\n\nikanos: 1.0.0-beta1\n',
    'deep/er/c.YAML': 'ikanos: 1.0.0-beta1\n',
    'openapi.yaml': 'openapi: 3.1.0\ninfo: {title: naftiko}\n',
    'd.txt': 'naftiko: 1.0.0-alpha2\n',
    '.hidden/e.yaml': 'naftiko: 1.0.0-alpha2\n',
    'node_modules/x/f.yaml': 'naftiko: 1.0.0-alpha2\n',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

it('finds the capability documents of a folder, sorted', async () => {
  expect(await findDocuments([folder])).toEqual(
    ['a.yml', 'b.yaml', 'deep/er/c.YAML'].map((name) => join(folder, name)),
  );
});
it('takes all else as it is, in the order given and once', async () => {
  const others = [
    'https://example.com/x.yaml',
    '-',
    'northflank-jobs',
    join(folder, 'nowhere.yaml'),
    join(folder, 'd.txt'),
  ];
  expect(await findDocuments([...others, join(folder, 'deep'), '-'])).toEqual([
    ...others,
    join(folder, 'deep/er/c.YAML'),
  ]);
});
it('looks into any folder that is named itself', async () => {
  expect(await findDocuments([join(folder, '.hidden')])).toEqual([join(folder, '.hidden/e.yaml')]);
  expect(await findDocuments([join(folder, 'node_modules/x')])).toHaveLength(1);
});
