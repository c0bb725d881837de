import { describe, expect, test } from 'vitest';

import type { Json } from '../../../json/json.ts';
import { nextPage } from './next-page.ts';
import { pagingInputs } from './paging-inputs.ts';

function after(answer: Json, ...inputs: readonly string[]): unknown {
  return nextPage(answer, pagingInputs({ properties: Object.fromEntries(inputs.map((name) => [name, {}])) }));
}

describe('an answer that there is more of', () => {
  test.each<[string, Json, readonly string[], object]>([
    [
      'a cursor and whether it leads on',
      { data: {}, pagination: { hasNextPage: true, cursor: 'abc' } },
      ['per_page', 'cursor'],
      { input: 'cursor', value: 'abc', path: 'pagination.cursor' },
    ],
    [
      'a token',
      { items: [], nextPageToken: 't' },
      ['pageToken'],
      { input: 'pageToken', value: 't', path: 'nextPageToken' },
    ],
    [
      'the metadata of Slack',
      { response_metadata: { next_cursor: 'c' } },
      ['cursor', 'limit'],
      { input: 'cursor', value: 'c', path: 'response_metadata.next_cursor' },
    ],
    ['a page number', { next_page: 3 }, ['page'], { input: 'page', value: 3, path: 'next_page' }],
    [
      'an address',
      { links: { next: 'https://api.example.com/books?page%5Bcursor%5D=xyz&limit=5' } },
      ['page[cursor]'],
      { input: 'page[cursor]', value: 'xyz', path: undefined },
    ],
    [
      'that there is more, alone',
      { has_more: true, data: [] },
      ['page'],
      { input: 'page', value: undefined, path: undefined },
    ],
  ])('says it by %s', (_, answer, inputs, next) => expect(after(answer, ...inputs)).toEqual(next));
});

describe('nothing is said', () => {
  test.each<[string, Json, readonly string[]]>([
    ['of the last page', { pagination: { hasNextPage: false, cursor: 'abc' } }, ['cursor']],
    ['where a cursor may be that of this page', { cursor: 'abc' }, ['cursor']],
    ['where no input would lead there', { nextPageToken: 't' }, ['id']],
    ['of an empty token', { nextPageToken: '' }, ['pageToken']],
    ['of a list', ['next'], ['page']],
    ['of names that happen to be in the data', { data: [{ next: 'x' }], book: { next: 'y' } }, ['cursor']],
    ['of an address without the input', { next: 'https://api.example.com/books?from=7' }, ['page']],
  ])('%s', (_, answer, inputs) => expect(after(answer, ...inputs)).toBeUndefined());
});
