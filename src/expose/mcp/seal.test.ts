import { randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import type { Json } from '../../json/json.ts';
import { createSeal } from './seal.ts';

describe('what is sealed', () => {
  const key = randomBytes(32);
  const seal = createSeal('library', key);

  test('comes back as it was, under its purpose alone', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), fc.string(), (value, purpose, other) => {
        const text = seal.close(purpose, value as Json);
        expect(text).toMatch(/^[\w.-]+$/);
        expect(seal.open(purpose, text)).toEqual({ value: JSON.parse(JSON.stringify(value)) });
        if (other !== purpose) expect(seal.open(other, text)).toEqual({ problem: 'forged' });
        expect(createSeal('library').open(purpose, text)).toEqual({ problem: 'forged' });
        expect(createSeal('archive', key).open(purpose, text)).toEqual({ problem: 'forged' });
      }),
    );
  });

  test('is worth nothing once a character of it is another', () => {
    const text = seal.close('state', { for: 'one call' });
    for (let at = 0; at < text.length; at++) {
      const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
      expect(seal.open('state', changed)).toEqual({ problem: 'forged' });
    }
    for (const wrong of ['', '.', `${text}.`, `${text}=`, text.split('.')[0] ?? ''])
      expect(seal.open('state', wrong)).toEqual({ problem: 'forged' });
  });

  test('expires', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const text = seal.close('state', 1, 1000);
    vi.setSystemTime(Date.now() + 1001);
    expect(seal.open('state', text)).toEqual({ problem: 'expired' });
    vi.useRealTimers();
  });
});
