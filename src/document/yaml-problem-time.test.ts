import { expect, it } from 'vitest';
import { createReport } from '../problem/report.ts';
import { parseDocument } from './parse.ts';

it.each([
  ['brackets', `a:\n  - {name: b${'['.repeat(100_000)}x}\n  c{d:\n`],
  ['empty lines', `a: b\n${'\n'.repeat(100_000)}c: [\n`],
  ['empty lines first', `${'\n'.repeat(100_000)}a: [\nb: c\n`],
  ['quotes', `a: ${'"b '.repeat(50_000)}\n`],
  ['braces', `a: b\n? {{X}}\n${'{{'.repeat(50_000)}\n`],
])('a hundred thousand %s are explained as soon as any text', (_, text) => {
  const report = createReport();
  const began = performance.now();
  expect(parseDocument('x.yaml', text, report)).toBeUndefined();
  expect(report.diagnostics.map(({ code }) => code)).toEqual(['not-yaml']);
  // Not a measurement: without a bound it takes minutes.
  expect(performance.now() - began).toBeLessThan(5_000);
});
