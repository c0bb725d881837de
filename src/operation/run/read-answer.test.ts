import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compileAnswerReader } from './read-answer.ts';

const readAnswer = compileAnswerReader(
  { format: 'json', schema: undefined, mediaType: undefined },
  'untouched',
  undefined,
);

function read(body: string | Buffer, type?: string, more: { status?: number; encoding?: string } = {}) {
  const headers = {
    ...(type !== undefined && { 'content-type': type }),
    ...(more.encoding !== undefined && { 'content-encoding': more.encoding }),
  };
  return readAnswer({ status: more.status ?? 200, headers, body: Buffer.from(body) }, undefined);
}

describe('an answer', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/vnd.api+json',
    'APPLICATION/JSON',
    undefined,
  ])('of type %s is a value', (type) => {
    expect(read('{"a":[1]}', type)).toMatchObject({ kind: 'value', value: { a: [1] }, text: '{"a":[1]}' });
  });

  it('keeps every digit in its text, which is compact', () => {
    const outcome = read(
      '{\n  "id" : 12345678901234567890,\n  "n": [1.10, 2e3],\n  "s": " a \\" b "\n}',
      'application/json',
    );
    expect(outcome).toMatchObject({ text: '{"id":12345678901234567890,"n":[1.10,2e3],"s":" a \\" b "}' });
  });

  it.each(['null', 'false', '0', '""', '[]'])('may be just %s', (text) => {
    expect(read(text, 'application/json')).toMatchObject({ kind: 'value', value: JSON.parse(text) as unknown, text });
  });

  it('that is no JSON is a text', () => {
    expect(read('<p>hello', 'text/html')).toEqual({ kind: 'text', text: '<p>hello', mediaType: 'text/html' });
    expect(read('{"a":1}', 'text/plain')).toMatchObject({ kind: 'text' });
    expect(read('{"a":', 'application/json')).toMatchObject({ kind: 'text', text: '{"a":' });
  });

  it('may be empty', () => {
    expect(read('', undefined, { status: 204 })).toEqual({ kind: 'text', text: '', mediaType: '', status: 204 });
    expect(read('', 'application/json')).toMatchObject({ kind: 'text', text: '' });
  });

  it.each([199, 300, 304, 404, 500])('with status %i is a refusal, whatever is in it', (status) => {
    expect(read('{"error":1}', 'application/json', { status })).toEqual({
      kind: 'refused',
      answer: { status, headers: { 'content-type': 'application/json' }, body: Buffer.from('{"error":1}') },
    });
  });

  it('that is compressed is read all the same, and a refusal does not claim to be still', () => {
    const gzip = { encoding: 'gzip' };
    expect(read(gzipSync('{"a":1}'), 'application/json', gzip)).toMatchObject({ kind: 'value', text: '{"a":1}' });
    expect(read(gzipSync('no'), 'text/plain', { ...gzip, status: 400 })).toEqual({
      kind: 'refused',
      answer: { status: 400, headers: { 'content-type': 'text/plain' }, body: Buffer.from('no') },
    });
    expect(read('not gzip', 'text/plain', gzip)).toMatchObject({
      kind: 'failure',
      failure: { code: 'upstream-broken' },
    });
  });

  it('is mapped where the document says so', () => {
    const answer = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{"a":{"b":1}}') };
    const outcome = readAnswer(answer, (source) => [source]);
    expect(outcome).toMatchObject({ kind: 'value', value: [{ a: { b: 1 } }], text: '[{"a":{"b":1}}]' });
  });
});
