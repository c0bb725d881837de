import { constructFromEvents, EVENT_ID, getScalarValue, parseEvents, YAMLException, type Event } from 'js-yaml';
import { isObject, type JsonObject } from '../json/json.ts';
import type { Place } from '../problem/diagnostic.ts';
import type { Report } from '../problem/report.ts';
import type { Document } from './document.ts';
import { expandedSize } from './expanded-size.ts';
import { holdsHalfCharacter } from './half-characters.ts';
import { copyNode, createPlaces, type Places } from './places.ts';
import { sourceText, type SourceText } from './source-text.ts';
import { explainYaml } from './yaml-problem.ts';

/** Depth, aliases and what they unfold to are bounded so that a small text cannot grow into a large tree (a "YAML bomb"). */
const limits = { maxDepth: 100, maxAliases: 10_000, maxNodes: 1_000_000 };

/**
 * Parses YAML 1.2 (or JSON, which is YAML).
 *
 * Places count from the start of `text`, also when only a range of it is parsed.
 * @returns the document, or undefined when the text is not a YAML mapping; the report then says why and where.
 */
export function parseDocument(
  file: string,
  text: string,
  report: Report,
  options: ParseOptions = {},
): Document | undefined {
  const source = sourceText(file, text);
  const { range, places = createPlaces() } = options;
  const skipped = range?.start ?? 0;
  const yaml = range ? text.slice(range.start, range.end) : text;
  try {
    const events = parseEvents(yaml, { filename: file, maxDepth: limits.maxDepth });
    const roots = constructFromEvents(events, { source: yaml, filename: file, maxAliases: limits.maxAliases });
    const root = roots.find((one) => isObject(one) && options.isMeant?.(one as JsonObject)) ?? roots[0];
    if (roots.length === 0) {
      report.add('empty-document', { message: 'There is nothing in this text.', place: source.place(skipped) });
      return undefined;
    }
    if (!isObject(root)) {
      report.add('not-a-mapping', {
        message: 'This text is YAML, but not a mapping of names to values.',
        fix: 'A capability document begins with a line such as `naftiko: 1.0.0-alpha2`.',
        place: source.place(skipped),
      });
      return undefined;
    }
    const aliased = events.some((event) => event.type === EVENT_ID.ALIAS);
    if (aliased && expandedSize(root) > limits.maxNodes) {
      report.add('not-yaml', {
        message: 'The aliases (`*name`) of this YAML unfold to too much, or to themselves.',
        fix: 'Write out what the aliases stand for.',
        place: source.place(skipped),
      });
      return undefined;
    }
    if (holdsHalfCharacter(root, yaml)) {
      report.add('not-yaml', {
        message: 'A text in this YAML holds half a character: one of a pair of `\\u` escapes without the other.',
        fix: 'Write the character itself.',
        place: source.place(skipped),
      });
      return undefined;
    }
    recordPlaces(events, yaml, roots, places, source, skipped);
    if (roots.length > 1) reportOthers(roots, root, places, source.place(skipped), report);
    const json = root as JsonObject; // the YAML core schema yields nothing but JSON values
    // What several aliases stand for is written out, so that an overlay changes the one it means and no other.
    return { file, root: aliased ? copyNode(json, places) : json, places };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { message, fix, at } = explainYaml(yaml, error.reason, error.mark?.position ?? 0);
    report.add('not-yaml', { message, fix, place: source.place(skipped + at) });
    return undefined;
  }
}

/** Says which of several documents is used; a line of hyphens at the end begins none. */
function reportOthers(roots: readonly unknown[], used: object, places: Places, beginning: Place, report: Report): void {
  const others = roots.filter((root) => root !== used && root !== null);
  if (others.length === 0) return;
  const place = places.of(used) ?? beginning;
  const lines = others.flatMap((root) => (isObject(root) ? (places.of(root)?.line ?? []) : []));
  report.add('several-documents', {
    message: `This text holds ${others.length + 1} YAML documents; the one of line ${place.line} is used${lines.length > 0 ? `, not ${lines.length > 1 ? 'those' : 'that'} of line ${lines.join(' and ')}` : ''}.`,
    fix: 'Put each document in a file of its own.',
    place,
  });
}

export interface ParseOptions {
  /** The part of the text that is the YAML; default all of it. */
  readonly range?: Range;
  /** Where to note the places, to share them with another document; default a fresh one. */
  readonly places?: Places;
  /** Tells the document that is meant where the text holds several; default the first. */
  readonly isMeant?: (root: JsonObject) => boolean;
}

/** The part of a text, as offsets in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Walks the parser's events and the values built from them side by side, noting where each node was written. */
function recordPlaces(
  events: readonly Event[],
  yaml: string,
  roots: readonly unknown[],
  places: Places,
  source: SourceText,
  skipped: number,
): void {
  let at = 0;
  const next = (): Event | undefined => events[at++];
  const node = (value: unknown): number => {
    const event = next();
    if (!event || event.type === EVENT_ID.POP) return -1;
    if (event.type === EVENT_ID.SCALAR) return skipped + event.valueStart;
    if (event.type === EVENT_ID.ALIAS) return skipped + event.anchorStart;
    if (event.type === EVENT_ID.SEQUENCE) {
      const offset = skipped + event.start;
      const list: readonly unknown[] = Array.isArray(value) ? value : [];
      if (Array.isArray(value)) places.record(value, source, offset);
      for (let index = 0; events[at]?.type !== EVENT_ID.POP; index++) {
        const item = node(list[index]);
        // An item of which nothing is written stands nowhere, so its list is the place; of a name so is its mapping.
        if (Array.isArray(value)) places.recordEntry(value, index, source, item < skipped ? offset : item);
      }
      at++;
      return offset;
    }
    if (event.type === EVENT_ID.MAPPING) {
      const offset = skipped + event.start;
      const mapping = isObject(value) ? value : undefined;
      if (mapping) places.record(mapping, source, offset);
      while (events[at]?.type !== EVENT_ID.POP) {
        const keyEvent = events[at];
        const key = keyEvent?.type === EVENT_ID.SCALAR ? getScalarValue(yaml, keyEvent) : undefined;
        const keyOffset = node(undefined);
        const entry = key !== undefined && mapping && Object.hasOwn(mapping, key) ? mapping[key] : undefined;
        node(entry);
        if (mapping && key !== undefined)
          places.recordEntry(mapping, key, source, keyOffset < skipped ? offset : keyOffset);
      }
      at++;
      return offset;
    }
    return skipped;
  };
  for (const root of roots) {
    at++; // the event that opens the document
    if (events[at]?.type !== EVENT_ID.POP) node(root);
    at++; // the one that closes it
  }
}
