import type { FieldProblem } from '../../../problem/failure.ts';
import type { WrittenBody } from './body-writer.ts';
import { compileWrittenBody } from './written-body.ts';

/** For tests: a body filled in with values by name. */
export function write(
  body: Parameters<typeof compileWrittenBody>[0],
  values: Readonly<Record<string, unknown>>,
): WrittenBody | FieldProblem {
  return compileWrittenBody(body)((name) => (Object.hasOwn(values, name) ? values[name] : undefined));
}

/** The text of a body; a body that cannot be written is an error. */
export function textOf(
  body: Parameters<typeof compileWrittenBody>[0],
  values: Readonly<Record<string, unknown>>,
): string {
  const written = write(body, values);
  if ('field' in written) throw new Error(`${written.field} ${written.message}`);
  return written.body.toString();
}

/** Values that try to leave the places they are put in. */
export const hostile: readonly string[] = [
  '"',
  "'",
  '\\',
  '\\"',
  '","admin":true,"x":"',
  'a\r\nb\tc\u2028',
  ']]>',
  ']]><x/>',
  '<!--',
  '-->',
  '&amp;&lt;',
  '{{x}}{{{x}}}{{#x}}{{/x}}',
  '$&$1',
  'a&b=c;d+e%20f',
  '"""',
  "'''",
  '> } ; DROP ALL #',
  '__proto__',
  'ünï😀',
];
