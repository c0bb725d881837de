import type { FieldProblem } from '../../../src/index.ts';
import type { Details } from './api-error.ts';

/** What the API says of an absent body. */
export const noBody: Details = { object: ['"value" is required. Received "undefined"'] };

/** Problems of a value as the API lists them: messages by the dotted path of the field, each with what came. */
export function detailsOf(problems: readonly FieldProblem[], value: unknown): Details {
  const details: Record<string, string[]> = {};
  for (const { field, message } of problems) {
    const messages = (details[field === '' ? 'object' : field] ??= []);
    messages.push(`${message}${/[.?]$/.test(message) ? '' : '.'} Received "${shown(valueAt(value, field))}"`);
  }
  return details;
}

/** The names of properties may themselves have dots in them. */
function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const properties = new Map<string, unknown>(Object.entries(value));
  if (properties.has(path)) return properties.get(path);
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const found = valueAt(properties.get(path.slice(0, dot)), path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return text.slice(0, 200);
}
