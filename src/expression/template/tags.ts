/** A tag of a template with its place in the text; around a tag that stands alone on its line, the place is the whole line. */
export interface Tag {
  readonly kind: 'variable' | 'section' | 'inverted' | 'end' | 'comment';
  readonly name: string;
  /** Where the tag itself begins. */
  readonly offset: number;
  readonly start: number;
  readonly end: number;
}

/** Three braces, a comment, two braces. Three that do not close as three are one of the text's own and a tag of two. */
const pattern = /\{\{\{([^{}]*)\}\}\}|\{\{\s*!.*?\}\}|\{\{([^{}]*)\}\}/gs;

const kinds: Readonly<Record<string, Tag['kind']>> = { '#': 'section', '^': 'inverted', '/': 'end', '&': 'variable' };

/** The tags of a template in Mustache's syntax. Partials and changes of delimiters are none: they stay text. */
export function findTags(text: string): readonly Tag[] {
  return [...text.matchAll(pattern)].flatMap((found): readonly Tag[] => {
    const [whole, unescaped, written] = found;
    const offset = found.index;
    const inPlace = { offset, start: offset, end: offset + whole.length };
    if (unescaped !== undefined) return [{ kind: 'variable', name: unescaped.trim(), ...inPlace }];
    if (written === undefined) return [{ kind: 'comment', name: '', ...inPlace, ...ownLine(text, inPlace) }];

    const inside = written.trim();
    const sign = inside.charAt(0);
    if (sign === '>' || sign === '=') return [];
    const kind = kinds[sign];
    if (kind === undefined) return [{ kind: 'variable', name: inside, ...inPlace }];
    const name = inside.slice(1).trim();
    return [{ kind, name, ...inPlace, ...(kind !== 'variable' && ownLine(text, inPlace)) }];
  });
}

/** The line of a tag that stands alone on it, with the line break; such a line leaves nothing behind (Mustache's standalone rule). */
function ownLine(text: string, tag: Pick<Tag, 'start' | 'end'>): Pick<Tag, 'start' | 'end'> | undefined {
  const start = text.lastIndexOf('\n', tag.start) + 1;
  if (!/^[ \t]*$/.test(text.slice(start, tag.start))) return undefined;
  const after = /[ \t]*(?:\r?\n|$)/y;
  after.lastIndex = tag.end;
  return after.test(text) ? { start, end: after.lastIndex } : undefined;
}
