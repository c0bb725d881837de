import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMask } from './mask.ts';

function stream(secrets: readonly string[], chunks: readonly (Buffer | string)[]): string {
  const filter = createMask(secrets).stream();
  const out = chunks.map((chunk) => filter.next(Buffer.from(chunk)));
  return Buffer.concat([...out, filter.rest() ?? Buffer.alloc(0)]).toString('latin1');
}

describe('a mask', () => {
  it('hides each secret behind as many stars', () => {
    const mask = createMask(['secret-1', 'other-secret']);
    expect(mask.text('a secret-1, b secret-1 and other-secret.')).toBe('a ********, b ******** and ************.');
    expect(mask.text('nothing here')).toBe('nothing here');
  });

  it('takes no pattern for one', () => {
    expect(createMask(['a.c$&*d']).text('abc$&*d a.c$&*d')).toBe('abc$&*d *******');
  });

  it('leaves values alone that are too short to be secrets', () => {
    const mask = createMask(['short', '']);
    expect(mask.text('a short text')).toBe('a short text');
    const chunk = Buffer.from('a short text');
    expect(mask.stream().next(chunk)).toBe(chunk);
  });

  it('hides all of secrets that contain one another or overlap', () => {
    expect(createMask(['abcdef', 'xxabcdefxx']).text('xxabcdefxx abcdef')).toBe('********** ******');
    expect(createMask(['abcdef', 'defghij']).text('-abcdefghij-')).toBe('-**********-');
    expect(createMask(['aaaaaa']).text('aaaaaaaa')).toBe('********');
  });
});

describe('a masked stream', () => {
  it('finds a secret across chunks', () => {
    expect(stream(['my-secret'], ['a my', '-', 'sec', 'ret b'])).toBe('a ********* b');
  });

  it('holds back no more than may be the beginning of a secret, and lets it go when it is none', () => {
    const filter = createMask(['my-secret']).stream();
    expect(filter.next(Buffer.from('say my-s')).toString()).toBe('say ');
    expect(filter.next(Buffer.from('ide')).toString()).toBe('my-side');
    expect(filter.rest()).toBeUndefined();
  });

  it('gives what is left at the end, with a shorter secret inside it hidden', () => {
    expect(stream(['my-secret'], ['the end: my-secre'])).toBe('the end: my-secre');
    expect(stream(['secret-', 'secret-and-more'], ['a secret-and'])).toBe('a *******and');
    expect(stream(['abcdef', 'defghij'], ['-abcdef', 'ghi-'])).toBe('-******ghi-');
  });

  it('does not touch the chunks it is given', () => {
    const chunk = Buffer.from('my-secret');
    createMask(['my-secret']).stream().next(chunk);
    expect(chunk.toString()).toBe('my-secret');
  });

  it('is the same for any chunking: as long, without a secret, and as masking the whole', () => {
    // Few letters, so that secrets, their parts and overlaps are everywhere.
    const letters = fc.constantFrom('a', 'b', '*');
    const secret = fc.string({ unit: letters, minLength: 6, maxLength: 9 }).filter((text) => /[ab]/.test(text));
    const input = fc.record({
      secrets: fc.uniqueArray(secret, { minLength: 1, maxLength: 3 }),
      pieces: fc.array(fc.oneof(fc.nat(2), fc.string({ unit: letters, maxLength: 5 })), { maxLength: 12 }),
      cuts: fc.array(fc.nat(80), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(input, ({ secrets, pieces, cuts }) => {
        const text = pieces.map((piece) => (typeof piece === 'number' ? (secrets[piece] ?? '') : piece)).join('');
        const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((end, index) => text.slice(places[index], end));
        const whole = createMask(secrets).text(text);
        expect(stream(secrets, chunks)).toBe(whole);
        expect(whole).toHaveLength(text.length);
        // A secret with stars in it can be what stars and other letters look like.
        for (const plain of secrets.filter((one) => !one.includes('*'))) expect(whole).not.toContain(plain);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps bytes that are no text', () => {
    const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
    const filter = createMask(['my-secret', 'pässwörd']).stream();
    const out = [filter.next(bytes.subarray(0, 200)), filter.next(bytes.subarray(200)), filter.rest()];
    expect(Buffer.concat(out.filter((one) => one !== undefined)).equals(bytes)).toBe(true);
    expect(stream(['pässwörd'], [Buffer.from('a päss'), Buffer.from('wörd b')])).toBe(`a ${'*'.repeat(10)} b`);
  });
});
