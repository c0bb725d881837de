import { describe, expect, it } from 'vitest';
import { uniqueSegments } from './unique-segments.ts';

describe('names as segments', () => {
  it.each([
    ['northflank-jobs', 'northflank-jobs'],
    ['Größe & Co.', 'Gro-e-Co'],
    ['a/b?c#d', 'a-b-c-d'],
    ['..', 'capability'],
    ['', 'capability'],
    ['日本', 'capability'],
    ['v1.2', 'v1.2'],
  ])('%j is %j', (name, segment) => {
    expect(uniqueSegments([name])).toEqual([segment]);
  });

  it('are told apart by numbers, in their order', () => {
    expect(uniqueSegments(['a', 'b', 'a', 'a-2', 'a'])).toEqual(['a', 'b', 'a-2', 'a-2-2', 'a-3']);
  });

  it('are none of the reserved ones', () => {
    expect(uniqueSegments(['mcp', 'mcp'], ['mcp'])).toEqual(['mcp-2', 'mcp-3']);
  });
});
