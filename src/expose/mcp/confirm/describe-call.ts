import type { Inputs } from '../../../operation/operation.ts';

/** Characters of one argument that are shown: a person reads them. */
const longestValue = 300;
const mostValues = 20;

/** A call in words for the person who is to allow it. */
export function describeCall(tool: string, inputs: Inputs): string {
  const given = Object.entries(inputs);
  const lines = given.slice(0, mostValues).map(([name, value]) => `  ${name}: ${shown(value)}`);
  const rest = given.length > mostValues ? [`  … and ${given.length - mostValues} more`] : [];
  return [`Allow ${tool}${given.length === 0 ? '?' : ' with'}`, ...lines, ...rest].join('\n');
}

/** Line breaks and the like are written out, so that a value cannot pretend to be another line. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  if (text.length <= longestValue) return text;
  const cut = text.slice(0, longestValue).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut}… (${text.length} characters in all)`;
}
