import { InvalidExpression } from './scanner.ts';
import type { Lookup } from './template/name.ts';
import { parseTemplate } from './template/parse.ts';
import type { Part } from './template/part.ts';
import { renderParts, writeText, type Write } from './template/render.ts';

/**
 * Text with Mustache's variables, sections and comments in it. Parsed once, when the document is loaded; rendering is one pass
 * over the parts, so nothing that a value holds is ever taken for a tag.
 *
 * A section is rendered for each item of a list, once for any other value but `false`, `null`, `0` and empty text, and not
 * for these; an inverted one the other way round.
 */
export interface Template {
  /** Every name it refers to, in order, each once; names within a section are the section's own. */
  readonly names: readonly string[];
  /** The name, when the whole text is one variable: `{{x}}`. */
  readonly only: string | undefined;
  /** For who must know what stands around a variable. */
  readonly parts: readonly Part[];
  /**
   * Fills in the values; what `lookup` has nothing for is empty text. A name with dots is looked up as it is written,
   * then member by member.
   *
   * @param write how a value becomes text; left out, texts stay as they are and all else is written as JSON.
   */
  render(lookup: Lookup, write?: Write): string;
}

/**
 * Compiles a template; text without `{{…}}` renders as itself. Nothing is escaped for HTML.
 *
 * @throws InvalidExpression when a section has no end, or an end has no section.
 */
export function compileTemplate(text: string): Template {
  const parts = parseTemplate(text);
  const [first] = parts;
  return {
    names: [...new Set(namesIn(parts))],
    only: parts.length === 1 && typeof first === 'object' && first.kind === 'variable' ? first.name.text : undefined,
    parts,
    render: (lookup, write = writeText) => renderParts(parts, lookup, write),
  };
}

/** As `compileTemplate`, for who leaves it to others to complain: undefined when the template cannot be read. */
export function readTemplate(text: string): Template | undefined {
  try {
    return compileTemplate(text);
  } catch (error) {
    if (error instanceof InvalidExpression) return undefined;
    throw error;
  }
}

/** The names a template refers to; none when it cannot be read. */
export function templateNames(text: string): readonly string[] {
  return readTemplate(text)?.names ?? [];
}

export function isTemplate(text: string): boolean {
  return text.includes('{{');
}

function namesIn(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) => {
    if (typeof part === 'string') return [];
    // An inverted section is there because its name has no value, so its names can only be looked up outside.
    const inner = part.kind === 'section' && part.inverted ? namesIn(part.parts) : [];
    return [part.name.text, ...inner];
  });
}
