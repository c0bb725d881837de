import { describe, expect, it } from 'vitest';
import { answerOf, formatFailure } from './print-outcome.ts';

// Wipes the line, sets a title, colours what follows, hides the cursor (as one character, too) and turns the text around.
const rude = '\u001b[2K\u001b]0;owned\u0007\u009b?25l\u007f\u202e';

describe('an answer on a terminal', () => {
  it('is laid out, and does nothing to it', () => {
    const value = { name: rude, city: 'Zürich' };
    expect(answerOf({ kind: 'value', value, text: JSON.stringify(value) }, true)).toBe(
      '{\n  "name": "\\u001b[2K\\u001b]0;owned\\u0007\uFFFD?25l\uFFFD\uFFFD",\n  "city": "Zürich"\n}\n',
    );
  });

  it('of text keeps its lines and columns', () => {
    const text = `a\tb\r\n${rude}`;
    expect(answerOf({ kind: 'text', text, mediaType: 'text/plain' }, true)).toBe(
      'a    b\n\uFFFD[2K\uFFFD]0;owned\uFFFD\uFFFD?25l\uFFFD\uFFFD\n',
    );
  });

  it('of bytes is told of', () => {
    const bytes = Buffer.alloc(1234);
    expect(answerOf({ kind: 'binary', bytes, mediaType: 'image/png' }, true)).toBe(
      '(1,234 bytes of image/png, not shown; send them to a file: > FILE)\n',
    );
  });
});

describe('an answer for a program', () => {
  it('is what the API sent', () => {
    const text = `{"name": "${rude}"}`;
    const bytes = Buffer.from([0, 27, 255]);
    expect(answerOf({ kind: 'value', value: { name: rude }, text }, false)).toBe(`${text}\n`);
    expect(answerOf({ kind: 'text', text: rude, mediaType: '' }, false)).toBe(`${rude}\n`);
    expect(answerOf({ kind: 'text', text: 'a\n', mediaType: '' }, false)).toBe('a\n');
    expect(answerOf({ kind: 'binary', bytes, mediaType: '' }, false)).toBe(bytes);
  });
});

describe('a call that failed', () => {
  const refused = (status: number, headers: Record<string, string>, body = ''): string => {
    try {
      answerOf({ kind: 'refused', answer: { status, headers, body: Buffer.from(body) } }, false);
      return '';
    } catch (error) {
      return String(error);
    }
  };

  it('is told of in the words of the API, where it has any', () => {
    expect(refused(404, { 'x-request-id': 'r1' }, 'no such thing\n')).toMatch(
      /status 404 \(request r1\):\nno such thing$/,
    );
    expect(refused(404, {})).toMatch(/status 404\.$/);
  });

  it('says where an API has moved', () => {
    expect(refused(301, { location: 'https://new.example' })).toMatch(
      /status 301\.\nIt refers to https:\/\/new\.example, .*--base-uri\.$/,
    );
  });

  it('says once what is allowed', () => {
    const field = { field: 'lang', message: 'must be one of "en", "de"', allowed: ['en', 'de'] };
    const failure = { code: 'invalid-input', status: 400, retry: 'never' } as const;
    expect(formatFailure({ ...failure, detail: 'lang must be one of "en", "de".', fields: [field] })).not.toContain(
      '\n',
    );
    expect(formatFailure({ ...failure, detail: 'It is beyond the limit.', fields: [field] })).toMatch(
      /lang: allowed are/,
    );
  });
});
