import type { Reader } from '../reader.ts';

/** Less would hold no answer worth having. */
export const leastResultSize = 1000;

/** A tool's `maxResultSize`: how many characters of an answer a model is given. */
export function readResultSize(tool: Reader): number | undefined {
  const size = tool.number('maxResultSize');
  if (size === undefined || (Number.isInteger(size) && size >= leastResultSize)) return size;
  tool.report('wrong-type', `\`maxResultSize\` is ${size}, which is no number of characters; it is not used.`, {
    key: 'maxResultSize',
    fix: `Use a whole number from ${leastResultSize} on.`,
    severity: 'warning',
  });
  return undefined;
}
