import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BodyPart } from '../../../capability/model.ts';
import type { Json } from '../../../json/json.ts';
import { hostile, textOf, write } from './testing.ts';

function part(name: string, value: Json, more: Partial<BodyPart> = {}): BodyPart {
  return { name, value, filename: undefined, contentType: undefined, ...more };
}

type Values = Readonly<Record<string, unknown>>;

/** The text of a body of parts, with `B` for its boundary. */
function written(parts: readonly BodyPart[], values: Values): string {
  const body = write({ kind: 'multipart', parts }, values);
  if ('field' in body) throw new Error(body.message);
  return body.body.toString().replaceAll(body.contentType.replace(/^.*boundary=/, ''), 'B');
}

/** The body as the platform's own parser reads it. */
async function read(parts: readonly BodyPart[], values: Values): Promise<FormData> {
  const body = write({ kind: 'multipart', parts }, values);
  if ('field' in body) throw new Error(body.message);
  return new Response(body.body, { headers: { 'content-type': body.contentType } }).formData();
}

describe('a body of parts', () => {
  it('has the parts that have values', () => {
    const parts = [
      part('text', 'n={{n}}'),
      part('list', '{{list}}'),
      part('object', { k: '{{n}}' }),
      part('csv', '{{text}}', { filename: '{{n}}.csv', contentType: 'text/csv' }),
      part('no', '{{no}}'),
      part('none', '{{none}}'),
    ];
    expect(written(parts, { n: 1, list: [1], text: 'a,b', none: null })).toBe(
      [
        '--B',
        'Content-Disposition: form-data; name="text"',
        '',
        'n=1',
        '--B',
        'Content-Disposition: form-data; name="list"',
        'Content-Type: application/json',
        '',
        '[1]',
        '--B',
        'Content-Disposition: form-data; name="object"',
        'Content-Type: application/json',
        '',
        '{"k":1}',
        '--B',
        'Content-Disposition: form-data; name="csv"; filename="1.csv"',
        'Content-Type: text/csv',
        '',
        'a,b',
        '--B--',
        '',
      ].join('\r\n'),
    );
    expect(written([part('no', '{{no}}')], {})).toBe('--B--\r\n');
  });

  it('has a boundary of its own each time', () => {
    const parts = [part('a', '{{x}}')];
    expect(textOf({ kind: 'multipart', parts }, { x: 1 })).not.toBe(textOf({ kind: 'multipart', parts }, { x: 1 }));
  });

  it('has names that may be templates, too, and no part without one', () => {
    const parts = [part('{{n}}', 'a'), part('{{no}}', 'b'), part('p-{{n}}', 'c')];
    expect(written(parts, { n: '"' })).toContain(
      'name="%22"\r\n\r\na\r\n--B\r\nContent-Disposition: form-data; name="p-%22"',
    );
  });

  it('escapes names', () => {
    expect(written([part('a"\r\nb', 'x', { filename: '{{f}}' })], { f: 'c"\r\nX: y%22' })).toContain(
      'form-data; name="a%22%0D%0Ab"; filename="c%22%0D%0AX: y%22"\r\n\r\nx',
    );
  });

  it('holds exactly the values, whatever they are', async () => {
    const anyText = fc.oneof(fc.constantFrom(...hostile, '\r\n--', '--'), fc.string({ unit: 'grapheme' }));
    await fc.assert(
      fc.asyncProperty(anyText, anyText, fc.uint8Array(), async (x, y, bytes) => {
        const file = `data:application/x-thing;base64,${Buffer.from(bytes).toString('base64')}`;
        const parts = [part('x', '{{x}}'), part('y', '<{{y}}>'), part('file', '{{file}}', { filename: 'f' })];
        const form = await read(parts, { x, y, file });
        expect([form.get('x'), form.get('y')]).toEqual([x, `<${y}>`]);
        const received = form.get('file');
        if (!(received instanceof File)) throw new Error('no file');
        expect(received).toMatchObject({ name: 'f', type: 'application/x-thing' });
        expect(new Uint8Array(await received.arrayBuffer())).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['data:image/png;base64,AAE=', {}, 'filename="blob"\r\nContent-Type: image/png'],
    ['DATA:;base64,AAE', {}, 'filename="blob"\r\nContent-Type: text/plain;charset=US-ASCII'],
    ['data:a/b;x=y;base64,AAE=', { filename: 'f.bin' }, 'filename="f.bin"\r\nContent-Type: a/b;x=y'],
    ['data:a/b;base64,AAE=', { contentType: '{{type}}' }, 'filename="blob"\r\nContent-Type: c/d'],
    ['data:a/b;base64,', {}, 'filename="blob"\r\nContent-Type: a/b'],
  ])('sends the bytes of %s', (file, more, head) => {
    const bytes = file.endsWith(',') ? '' : '\u0000\u0001';
    expect(written([part('f', '{{file}}', more)], { file, type: 'c/d' })).toContain(`; ${head}\r\n\r\n${bytes}\r\n--B`);
  });

  it.each(['data:text/plain,hello', 'data:', 'xdata:a/b;base64,AAE='])('takes %s for text', (x) => {
    expect(written([part('x', '{{x}}')], { x })).toContain(`name="x"\r\n\r\n${x}\r\n`);
  });

  it.each<[string, Partial<BodyPart>, Values, string]>([
    ['base64 that is none', {}, { x: 'data:a/b;base64,A*==' }, 'x'],
    ['base64 that is cut off', {}, { x: 'data:a/b;base64,AAAAA' }, 'x'],
    ['a line break in the media type of a value', {}, { x: 'data:a/b\r\nX: y;base64,AAE=' }, 'x'],
    ['a line break in the media type', { contentType: 'a/{{t}}' }, { x: '1', t: 'b\r\nX: y' }, 't'],
    ['a line break the document has there', { contentType: 'a/b\n' }, { x: '1' }, 'part'],
  ])('refuses %s', (_, more, values, field) => {
    const problem = write({ kind: 'multipart', parts: [part('part', '{{x}}', more)] }, values);
    expect(problem).toMatchObject({ field });
    expect(JSON.stringify(problem)).not.toContain('X: y');
  });
});
