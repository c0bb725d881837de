import { find, ownMember, type Lookup, type Name } from './name.ts';
import type { Part, Section, Variable } from './part.ts';

/** Turns a value into text for the place of a variable. */
export type Write = (value: unknown, variable: Variable) => string;

/** What the names of a section refer to first: the item it stands for, then what is around it. */
interface Scope {
  readonly item: unknown;
  readonly outer: Scope | undefined;
}

/** Texts as they are, nothing for null and undefined, all else as JSON writes it. */
export function writeText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

export function renderParts(parts: readonly Part[], lookup: Lookup, write: Write, scope?: Scope): string {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else if (part.kind === 'variable') text += write(valueOf(part.name, lookup, scope), part);
    else text += renderSection(part, lookup, write, scope);
  }
  return text;
}

function renderSection(section: Section, lookup: Lookup, write: Write, scope: Scope | undefined): string {
  const value = valueOf(section.name, lookup, scope);
  const holds = Array.isArray(value) ? value.length > 0 : Boolean(value);
  if (holds === section.inverted) return '';
  // What stands in an inverted section is listed among the template's own names.
  if (section.inverted) return renderParts(section.parts, lookup, write, scope);
  const outer: Lookup = (name) => lookup(name, true);
  if (value === true) return renderParts(section.parts, outer, write, scope);
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => renderParts(section.parts, outer, write, { item, outer: scope })).join('');
}

function valueOf(name: Name, lookup: Lookup, scope: Scope | undefined): unknown {
  if (!scope) return find(name, lookup);
  if (name.text === '.') return scope.item;
  const found = find(name, (member) => ownMember(scope.item, member));
  return found === undefined ? valueOf(name, lookup, scope.outer) : found;
}
