import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnostics, failures } from './catalogue.ts';

const root = new URL('../../', import.meta.url);
const codes = [...new Set([...Object.keys(failures), ...Object.keys(diagnostics)])];
const explained = [...readFileSync(new URL('docs/errors.md', root), 'utf8').matchAll(/^### (.+)$/gm)].map(
  (match) => match[1],
);

const sources = ['src/', 'northflank/']
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((file) => folder + file),
  )
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('catalogue.ts'))
  .map((file) => readFileSync(new URL(file, root), 'utf8'))
  .join('\n');

describe('the catalogue of codes', () => {
  it('is explained in docs/errors.md, each code once', () => {
    expect(new Set(explained)).toEqual(new Set(codes));
    expect(explained).toHaveLength(codes.length);
  });
  it.each(codes)('%s is said somewhere', (code) => {
    expect(sources).toContain(`'${code}'`);
  });
});
