import type { Range } from './parse.ts';

/** A capability document begins with one of these, at the left margin. */
const opening = /^(?:naftiko|ikanos):[ \t]*\S/m;

/** The keys at the left margin of a capability document. */
const rootKey = /^(?:naftiko|ikanos|info|binds|capability|consumes|exposes|aggregates|externalRefs)[ \t]*:/;

/** Any other key there: the document goes on behind it if one of its own follows, else it may be text around it. */
const otherKey = /^[\w.-]+[ \t]*:(?:[ \t]|$)/;

/** What else may stand at the left margin: nothing, indented lines, comments, items of lists, ends of brackets. */
const within = /^(?:$|[ \t#\]}]|- |-$|---)/;

/**
 * Finds the YAML within the text of the web page it was published in: from the line that names the specification version
 * to the last line that can still belong to it.
 *
 * @returns undefined when no line opens a capability document.
 */
export function findYaml(text: string): Range | undefined {
  const found = opening.exec(text);
  if (!found) return undefined;
  const start = found.index;
  let end = start;
  let isOther = false;
  for (let at = start; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 ? text.length : newline + 1;
    const line = text.slice(at, next).trimEnd();
    if (rootKey.test(line)) isOther = false;
    else if (otherKey.test(line)) isOther = true;
    else if (!within.test(line)) break;
    if (!isOther) end = next;
    at = next;
  }
  return { start, end };
}
