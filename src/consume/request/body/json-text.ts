import { compileTemplate } from '../../../expression/template.ts';
import type { Lookup } from '../../../expression/template/name.ts';
import { writeText, type Write } from '../../../expression/template/render.ts';
import { surroundingsOf, type Language } from './surroundings.ts';

const json: Language = {
  opens: /"/g,
  enclosures: { '"': /(?:[^"\\]|\\u[\dA-Fa-f]{4}|\\[^u])*("|$)/y },
  broken: 'An escape in a string is not whole',
};

/**
 * Compiles a JSON text with templates in it. Within a string, a value is text; elsewhere it is JSON, null when there is none.
 *
 * @returns what fills it in; undefined when that makes no JSON, which is the template's fault, never a value's.
 * @throws InvalidExpression when the template cannot be read, or a value would go into the middle of an escape.
 */
export function compileJsonText(text: string): (lookup: Lookup) => string | undefined {
  const template = compileTemplate(text);
  const { at } = surroundingsOf(template.parts, json);
  const writeWith =
    (gap: string): Write =>
    (value, variable) =>
      at.get(variable)?.within === '"'
        ? JSON.stringify(writeText(value)).slice(1, -1)
        : gap + JSON.stringify(value ?? null) + gap;
  const apart = writeWith(' ');
  const close = writeWith('');
  return (lookup) =>
    // With a gap around each value, two numbers side by side are an error instead of one longer number.
    isJson(template.render(lookup, apart)) ? template.render(lookup, close) : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
