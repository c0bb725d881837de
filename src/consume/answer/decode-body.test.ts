import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeBody } from './decode-body.ts';
import type { Headers } from './receiver.ts';

const text = '{"jobs":["ü"]}';

function decode(body: Buffer, headers: Headers) {
  return decodeBody({ status: 200, headers: { 'content-type': 'application/json', ...headers }, body });
}

describe('an answer', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
  ])('in %s is decoded, and no longer says that it is encoded', (coding, body) => {
    const decoded = decode(body, { 'content-encoding': coding, 'content-length': String(body.length), etag: '"1"' });
    expect(decoded).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json', etag: '"1"' },
      body: Buffer.from(text),
    });
  });

  it.each([[{}], [{ 'content-encoding': 'identity' }]])('with %j stays as it is', (headers) => {
    const body = Buffer.from(text);
    expect(decode(body, headers)).toMatchObject({ body });
  });

  it.each([
    ['gzip', Buffer.from(text)],
    ['gzip', gzipSync(text).subarray(0, 20)],
    ['zstd', Buffer.from(text)],
    ['constructor', Buffer.from(text)],
  ])('whose %s cannot be undone is broken', (coding, body) => {
    expect(decode(body, { 'content-encoding': coding })).toMatchObject({
      failure: { code: 'upstream-broken', status: 502, detail: expect.stringContaining(coding) as string },
    });
  });

  it('that would grow beyond measure is refused', () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));
    expect(decode(bomb, { 'content-encoding': 'gzip' })).toMatchObject({ failure: { code: 'upstream-broken' } });
  });
});
