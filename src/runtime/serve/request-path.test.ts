import { describe, expect, it } from 'vitest';
import { firstSegment, pathAfter, pathOf } from './request-path.ts';

describe('a request’s path', () => {
  it.each([
    ['/a/b?c', 'a', '/b?c', '/a/b'],
    ['/a', 'a', '/', '/a'],
    ['/a/', 'a', '/', '/a/'],
    ['/a?b=/c', 'a', '/?b=/c', '/a'],
    ['/a//b', 'a', '//b', '/a//b'],
    ['/%61/b', '%61', '/b', '/%61/b'],
    ['/', '', '/', '/'],
    ['//a', '', '//a', '//a'],
    ['/?a', '', '/?a', '/'],
  ])('%s begins with %j', (url, first, rest, path) => {
    expect(firstSegment(url)).toBe(first);
    expect(pathAfter(url, first === '' ? 0 : first.length + 1)).toBe(rest);
    expect(pathOf(url)).toBe(path);
  });
});
