import { describe, expect, test } from 'vitest';

import type { Answer } from './era.ts';
import { preparePages } from './pages.ts';

const books = ['emma', 'ulysses', 'walden', 'dracula', 'faust'].map((name) => ({ name }));
const options = { key: 'resources', perPage: 2, lasting: { ttlMs: 1 } } as const;

function read(answer: Answer): Record<string, unknown> {
  return Buffer.isBuffer(answer) ? (JSON.parse(answer.toString()) as Record<string, unknown>) : { ...Object(answer) };
}

describe('preparePages', () => {
  test('leads from page to page, each with the members they share', () => {
    const list = preparePages(books, options);
    const pages = [read(list({}))];
    for (let cursor = pages[0]?.['nextCursor']; cursor !== undefined; cursor = pages.at(-1)?.['nextCursor']) {
      pages.push(read(list({ cursor })));
    }
    expect(pages.map(({ resources }) => resources)).toEqual([books.slice(0, 2), books.slice(2, 4), books.slice(4)]);
    expect(pages.every(({ ttlMs }) => ttlMs === 1)).toBe(true);
  });

  test.each([0, 1, 2])('has one page without a cursor for a list of %i', (length) => {
    const entries = books.slice(0, length);
    expect(read(preparePages(entries, options)({}))).toEqual({ resources: entries, ttlMs: 1 });
  });

  test('gives the same cursors for the same list, and none that another list takes', () => {
    const { nextCursor } = read(preparePages(books, options)({}));
    expect(read(preparePages([...books], options)({})).nextCursor).toBe(nextCursor);
    const changed = preparePages([...books, { name: 'hamlet' }], options);
    expect(changed({ cursor: nextCursor })).toMatchObject({ kind: 'error', code: -32602 });
  });

  test.each(['', 'x', 0, 2, null, {}, 'constructor'])('knows no cursor %j', (cursor) => {
    expect(preparePages(books, options)({ cursor })).toMatchObject({ kind: 'error', code: -32602 });
  });
});
