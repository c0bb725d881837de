import * as fc from 'fast-check';

/** Names of parameters, tools and operations as they are found in documents, and worse. None holds a brace. */
const oddNames = [
  '$filter',
  'page[size]',
  'filter[version.first]',
  'a.b',
  'at@sign',
  'ns:name',
  'two\nlines',
  'with space',
  'a/b',
  'a?b&c=d',
  'a#b',
  '%',
  '%2F',
  '..',
  '',
  '1',
  'null',
  'true',
  '~',
  'é😀',
  '\0',
  '"quoted"',
  "it's",
  '\\',
  'x'.repeat(300),
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'length',
  'hasOwnProperty',
  'valueOf',
  'toJSON',
  'then',
  'body',
  'rest.body',
  'tools.body',
  'body.a',
  'Content-Type',
  'content-length',
  'Authorization',
  'Accept',
  'Host',
  'Cookie',
  'Transfer-Encoding',
];

const plainNames = ['id', 'ID', 'q', 'name', 'filter', 'limit', 'item-id', 'item_id'];

export const parameterName = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...plainNames) },
  { weight: 3, arbitrary: fc.constantFrom(...oddNames) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[{}]/g, '')) },
);

/** Of operations, tools and steps; some entries have none, or one that is no text. */
export const entryName = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('list', 'get', 'add', 'list-things', 'get-things') },
  { weight: 2, arbitrary: fc.constantFrom(...oddNames) },
  { weight: 1, arbitrary: fc.constantFrom(undefined, null, 7, true) },
);
