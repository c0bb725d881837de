import { expect, it } from 'vitest';
import { wrap } from './wrap.ts';

const words = 'Anna went up the hill to look for the goat that was not there';

it('breaks at spaces, and indents what follows', () => {
  expect(wrap(words, 42, '  ')).toBe('Anna went up the hill to look for the\n  goat that was not there');
});
it('leaves alone what fits, and what goes to no terminal', () => {
  expect(wrap(words, 100, '  ')).toBe(words);
  expect(wrap(words, Infinity, '  ')).toBe(words);
});
it('leaves words whole, however long', () => {
  expect(wrap(`a ${'x'.repeat(50)} b`, 42, ' ')).toBe(`a\n ${'x'.repeat(50)}\n b`);
});
