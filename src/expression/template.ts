/**
 * Templates: text with `{{name}}` in it. Split once, when the document is loaded; rendering is one pass over the parts.
 */
export interface Template {
  /** The names it refers to, in order, each once. */
  readonly names: readonly string[];
  readonly only: string | undefined;
  /** Fills in the names; what `value` has nothing for becomes empty text. */
  render(value: (name: string) => unknown, write?: (value: unknown) => string): string;
}

const reference = /\{\{\{?\s*([^{}]*?)\s*\}?\}\}/g;

/** Compiles a template; text without `{{…}}` renders as itself. */
export function compileTemplate(text: string): Template {
  const parts: readonly string[] = text.split(reference); // literal, name, literal, name, …, literal
  const names = [...new Set(parts.filter((_, index) => index % 2 === 1))];
  return {
    names,
    only: parts.length === 3 && parts[0] === '' && parts[2] === '' ? parts[1] : undefined,
    render: (value, write = String) =>
      parts.map((part, index) => (index % 2 === 1 ? write(value(part) ?? '') : part)).join(''),
  };
}

export function isTemplate(text: string): boolean {
  return text.includes('{{');
}
