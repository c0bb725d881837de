import { parseJsonPath } from '../expression/json-path/parse.ts';
import { selectAll, type Match } from '../expression/json-path/select.ts';
import { TooManyValues } from '../expression/json-path/too-many-values.ts';
import { InvalidExpression } from '../expression/scanner.ts';
import { isObject, type Json } from '../json/json.ts';
import type { Place } from '../problem/diagnostic.ts';
import type { Report } from '../problem/report.ts';
import type { Document } from './document.ts';
import { parseDocument } from './parse.ts';
import { copyNode, type Places } from './places.ts';

/** What an overlay action did to a document. */
export interface AppliedAction {
  readonly overlay: string;
  readonly target: string;
  readonly action: 'update' | 'remove';
  readonly description?: string;
  /** How many nodes of the document the target selected. */
  readonly matches: number;
  readonly place?: Place;
}

/**
 * Applies an overlay (OpenAPI Overlay Specification 1.0) to a capability document, in place: each action in order, its
 * target a JSONPath, its `update` merged into what it selects or what it selects removed.
 *
 * @returns what was done; what could not be done is in the report.
 */
export function applyOverlay(document: Document, file: string, text: string, report: Report): readonly AppliedAction[] {
  const overlay = parseDocument(file, text, report, { places: document.places });
  if (!overlay) return [];
  const { actions } = overlay.root;
  if (typeof overlay.root.overlay !== 'string' || !Array.isArray(actions)) {
    report.add('not-an-overlay', {
      message: `${file} is not an overlay: it needs \`overlay: 1.0.0\` and a list of \`actions\`.`,
      place: { file, line: 1, column: 1 },
    });
    return [];
  }
  return (actions as readonly Json[]).flatMap((action) => applyAction(document, overlay, action, report));
}

function applyAction(document: Document, overlay: Document, action: Json, report: Report): readonly AppliedAction[] {
  const place = isObject(action) ? overlay.places.of(action) : undefined;
  const where = place ? { place } : {};
  if (!isObject(action) || typeof action.target !== 'string') {
    report.add('not-an-overlay', { message: 'An overlay action needs a `target`.', ...where });
    return [];
  }
  const { target } = action;
  const matches = select(target, document, report, place);
  if (!matches) return [];
  if (matches.length === 0) {
    report.add('overlay-no-match', {
      message: `The overlay's target ${target} is not in ${document.file}; nothing was changed there.`,
      ...where,
    });
  }
  const { remove, update, description } = action;
  if (matches.some(({ parent }) => parent === undefined) && (remove === true || !isObject(update ?? {}))) {
    report.add('overlay-target', {
      message: `The target ${target} is the whole document, which can be added to, but neither removed nor replaced.`,
      ...where,
    });
    return [];
  }
  if (remove === true) removeMatches(matches);
  else if (update !== undefined) for (const match of matches) updateMatch(match, update, document.places);
  return [
    {
      overlay: overlay.file,
      target,
      action: remove === true ? 'remove' : 'update',
      ...(typeof description === 'string' && { description }),
      matches: matches.length,
      ...where,
    },
  ];
}

function select(target: string, document: Document, report: Report, place?: Place): readonly Match[] | undefined {
  try {
    return selectAll(parseJsonPath(target), document.root);
  } catch (error) {
    const why = whyNot(error);
    report.add('overlay-target', { message: `The target ${target} cannot be used: ${why}.`, ...(place && { place }) });
    return undefined;
  }
}

function whyNot(error: unknown): string {
  if (error instanceof InvalidExpression) return `at character ${error.offset + 1}: ${error.message}`;
  if (error instanceof TooManyValues) return error.message;
  throw error;
}

/** A target can select an item twice and in any order: `[2, 0, 0]`. */
function removeMatches(matches: readonly Match[]): void {
  const positions = new Map<unknown[], Set<number>>();
  for (const { parent, key } of matches) {
    if (Array.isArray(parent)) positions.set(parent, (positions.get(parent) ?? new Set()).add(Number(key)));
    else if (isObject(parent)) delete writable(parent)[String(key)];
  }
  // Removing from the end keeps the positions of earlier list items true.
  for (const [list, removed] of positions) {
    for (const position of [...removed].sort((a, b) => b - a)) list.splice(position, 1);
  }
}

function updateMatch({ value, parent, key }: Match, update: Json, places: Places): void {
  if (Array.isArray(value)) value.push(copyNode(update, places));
  else if (isObject(value) && isObject(update)) merge(value, update, places);
  else if (Array.isArray(parent)) parent[Number(key)] = copyNode(update, places);
  else if (isObject(parent)) set(parent, String(key), copyNode(update, places));
}

/** Objects merge member by member, lists are joined, anything else is replaced (Overlay 1.0 §4.4.3). */
function merge(target: object, update: object, places: Places): void {
  for (const [name, value] of Object.entries(update)) {
    const present: unknown = Object.hasOwn(target, name) ? writable(target)[name] : undefined;
    if (isObject(present) && isObject(value)) merge(present, value, places);
    else if (Array.isArray(present) && Array.isArray(value)) present.push(...copyNode(value, places));
    else {
      set(target, name, copyNode(value, places));
      places.adopt(target, update, name);
    }
  }
}

/** Sets an own member whatever its name is, `__proto__` too. */
function set(target: object, name: string, value: Json): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Until it is normalised, a document's tree is ours alone to change. */
function writable(node: object): { [name: string]: Json } {
  return node as { [name: string]: Json };
}
