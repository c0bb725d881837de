import { describe, expect, it } from 'vitest';
import { codeFrame } from './code-frame.ts';

/** The character of the shown line that the mark stands below. */
function marked(text: string, line: number, column: number): string {
  const frame = codeFrame(text, { file: 'x', line, column }, (_, shown) => shown);
  const at = frame.findIndex((row) => row.includes('>'));
  return frame[at]?.charAt(frame[at + 1]?.indexOf('^') ?? 0) ?? '';
}

describe('the mark', () => {
  it.each([
    ['a: b\nc: X\nd: e', 2, 4],
    ['\t\tX: 1', 1, 3],
    ['a\t: \tX', 1, 6],
    [`${'long '.repeat(200)}X${' tail'.repeat(200)}`, 1, 1001],
    [`${'\t'.repeat(50)}X`, 1, 51],
    ['\uFEFFX: 1', 1, 1],
    [`${'.'.repeat(139)}X`, 1, 140],
    [`${'.'.repeat(140)}X`, 1, 141],
  ])('stands below the place: %j', (text, line, column) => {
    expect(marked(text, line, column)).toBe('X');
  });
});

it('shows the lines around and no more of them than fits', () => {
  const long = 'y'.repeat(5000);
  const frame = codeFrame(
    `${long}\nshort\n${long}X${long}\nlast`,
    { file: 'x', line: 3, column: 5001 },
    (_, text) => text,
  );
  expect(frame).toHaveLength(4);
  expect(Math.max(...frame.map((row) => row.length))).toBeLessThan(160);
});

it('lets nothing through that moves the cursor', () => {
  const frame = codeFrame('a: \u001B[31mred\u0007\u009B', { file: 'x', line: 1, column: 1 }, (_, text) => text);
  expect(frame.join('')).not.toMatch(/\p{Cc}/u);
});
