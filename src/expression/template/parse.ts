import { InvalidExpression } from '../scanner.ts';
import { compileName } from './name.ts';
import type { Part } from './part.ts';
import { findTags, type Tag } from './tags.ts';

/** A section that is being read, or the template itself. */
interface Open {
  readonly tag: Tag | undefined;
  readonly parts: Part[];
}

/** @throws InvalidExpression when a section has no end, or an end has no section. */
export function parseTemplate(text: string): readonly Part[] {
  const outermost: Open = { tag: undefined, parts: [] };
  const around: Open[] = [];
  let current = outermost;
  let read = 0;

  for (const tag of findTags(text)) {
    addText(current.parts, text.slice(read, tag.start));
    read = tag.end;
    if (tag.kind === 'comment') continue;
    if (tag.kind === 'variable') {
      const label = tag.name === '.' ? (current.tag?.name ?? tag.name) : tag.name;
      current.parts.push({ kind: 'variable', name: compileName(tag.name), label, offset: tag.offset });
    } else if (tag.kind === 'end') {
      const outer = around.pop();
      if (!outer || !current.tag) throw new InvalidExpression(`\`{{/${tag.name}}}\` ends no section`, tag.offset);
      outer.parts.push(toSection(current.tag, current.parts, tag));
      current = outer;
    } else {
      around.push(current);
      current = { tag, parts: [] };
    }
  }
  if (current.tag) {
    throw new InvalidExpression(`The section \`${current.tag.name}\` has no end`, current.tag.offset);
  }
  addText(current.parts, text.slice(read));
  return outermost.parts;
}

function toSection(begin: Tag, parts: readonly Part[], end: Tag): Part {
  if (begin.name !== end.name) {
    throw new InvalidExpression(`\`{{/${end.name}}}\` ends the section \`${begin.name}\``, end.offset);
  }
  const { kind, name, offset } = begin;
  return { kind: 'section', inverted: kind === 'inverted', name: compileName(name), parts, offset };
}

/** Text on both sides of a comment is one text. */
function addText(parts: Part[], text: string): void {
  const last = parts.at(-1);
  if (text === '') return;
  if (typeof last === 'string') parts[parts.length - 1] = last + text;
  else parts.push(text);
}
