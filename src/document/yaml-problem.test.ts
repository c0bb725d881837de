/** Texts that are not YAML by the accidents that happen to people. */
import { expect, it } from 'vitest';
import { createReport } from '../problem/report.ts';
import { parseDocument } from './parse.ts';

it.each([
  ['a template without quotes', 'a: 1\ntoken: {{X}}\nb: 2\n', '2:8', /template .* needs quotes/],
  ['one with text behind it', 'a:\n  url: {{env.X}}/v1\n', '2:8', /template .* needs quotes/],
  ['one within braces', 'auth: {type: bearer, token: {{X}}}\n', '1:29', /template .* needs quotes/],
  ['one in a list', 'a:\n- {{X}}\n', '2:3', /template .* needs quotes/],
  ['a placeholder without quotes', 'path: {id}/parts\n', '1:7', /brace needs quotes/],
  ['a colon without a space', 'a:\n  b:1\n  c: 2\n', '2:5', /space is missing after the colon/],
  ['one on the line before', "modified:'2026'\nbinds:\n", '1:10', /space is missing after the colon/],
  ['a tab', 'a:\n\tb: 1\n', '2:1', /indented with a tab/],
  ['a tab after spaces', 'a:\n  b: 1\n  \tc: 1\n', '3:3', /indented with a tab/],
  ['a quote left open', 'a: "foo\nb: 2\nc: 3\n', '1:4', /opened here and not closed/],
  ['a bracket left open', 'a: [1, 2\nb: 3\n', '1:4', /opened here and not closed/],
  ['a quote within quotes', "a: 'it's'\n", '1:8', /text after the quote/],
  ['a colon within a text', 'a: Note: this\n', '1:8', /needs quotes/],
  ['a line too far right', 'a:\n  b: 1\n   c: 2\n', '3:5', /further left or right/],
  ['an asterisk', 'a: *\n', '1:5', /`\*` or `&` needs quotes/],
  ['a key that is there twice', 'a: 1\na: 2\n', '2:1', /twice/],
  ['a backslash in double quotes', 'a: "\\d"\n', '1:6', /backslash/],
  ['a line that is cut off', 'a:\n  b: 1\n  cd\n', '3:5', /neither a key/],
  ['a web page', '<!DOCTYPE html>\n<a href="x: y">\n', '1:1', /web page/],
])('%s', (_, text, where, words) => {
  const report = createReport();
  expect(parseDocument('f.yaml', text, report)).toBeUndefined();
  const [{ code, message, fix, place } = { code: '', message: '', fix: '', place: undefined }] = report.diagnostics;
  expect([code, `${place?.line}:${place?.column}`]).toEqual(['not-yaml', where]);
  expect(message).toMatch(words);
  expect(fix).toMatch(/\.$/);
});

it('quotes nothing of the text, which may be a file of secrets', () => {
  for (const text of [
    'KEY: *hunter2',
    'KEY: 1\nb:hunter2\n',
    'KEY: !<hunter2> x',
    'KEY: hunter2: x',
    'a: "\\hunter2',
  ]) {
    const report = createReport();
    parseDocument('f.yaml', text, report);
    expect(report.diagnostics.map(({ code }) => code)).toEqual(['not-yaml']);
    expect(JSON.stringify(report.diagnostics)).not.toContain('hunter2');
  }
});
