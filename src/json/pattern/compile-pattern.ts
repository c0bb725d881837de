/**
 * A pattern of JSON Schema as a regular expression. JSON Schema asks for Unicode mode, which refuses escapes that many
 * published patterns have (`\:`); those run without it.
 *
 * @returns undefined for what is no ECMAScript pattern at all.
 */
export function compilePattern(pattern: string): RegExp | undefined {
  return compiled(pattern, 'u') ?? compiled(pattern, '');
}

function compiled(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
