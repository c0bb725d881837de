import type { Range } from './parse.ts';

/** A capability document begins with one of these, at the left margin. */
const opening = /^(?:naftiko|ikanos):[ \t]*\S/m;

/** Lines that can stand at the left margin inside a capability document; any other one is text around it. */
const marginLine =
  /^(?:$|[ \t#\]}]|- |-$|---|(?:naftiko|ikanos|info|binds|capability|consumes|exposes|aggregates|externalRefs)[ \t]*:)/;

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
  while (end < text.length) {
    const newline = text.indexOf('\n', end);
    const next = newline === -1 ? text.length : newline + 1;
    if (!marginLine.test(text.slice(end, next).trimEnd())) break;
    end = next;
  }
  return { start, end };
}
