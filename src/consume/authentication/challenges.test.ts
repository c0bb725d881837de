import { describe, expect, it } from 'vitest';
import { parseChallenges } from './challenges.ts';

function read(header: string | readonly string[] | undefined): unknown {
  return parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
}

describe('challenges', () => {
  it('are none without a header', () => {
    expect(read(undefined)).toEqual([]);
    expect(read('')).toEqual([]);
  });

  it('have quoted and bare values, names in any case', () => {
    expect(read('Digest Realm="a, b", NONCE=abc , stale=TRUE')).toEqual([
      ['digest', { realm: 'a, b', nonce: 'abc', stale: 'TRUE' }],
    ]);
  });

  it('have escapes undone', () => {
    expect(read(String.raw`Basic realm="say \"hi\" \\ bye"`)).toEqual([
      ['basic', { realm: String.raw`say "hi" \ bye` }],
    ]);
  });

  it('may be several in one header', () => {
    expect(read('Negotiate, Basic realm="x", Digest realm="y", nonce="1", Bearer')).toEqual([
      ['negotiate', {}],
      ['basic', { realm: 'x' }],
      ['digest', { realm: 'y', nonce: '1' }],
      ['bearer', {}],
    ]);
  });

  it('may be in several headers', () => {
    expect(read(['Digest nonce="1"', 'Digest nonce="2"'])).toEqual([
      ['digest', { nonce: '1' }],
      ['digest', { nonce: '2' }],
    ]);
  });

  it('may carry one unnamed value', () => {
    expect(read('Negotiate YII/+a==, Digest nonce="1"')).toEqual([
      ['negotiate', {}],
      ['digest', { nonce: '1' }],
    ]);
  });

  it('survive empty list elements and space around the equals sign', () => {
    expect(read(', ,Digest , realm = "x" ,, nonce= 1')).toEqual([['digest', { realm: 'x', nonce: '1' }]]);
  });

  it('end where the header makes no sense', () => {
    expect(read('Digest nonce="1", realm="never closed')).toEqual([
      ['digest', { nonce: '1' }],
      ['realm', {}],
    ]);
    expect(read('"')).toEqual([]);
  });
});
