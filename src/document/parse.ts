import { constructFromEvents, EVENT_ID, getScalarValue, parseEvents, YAMLException, type Event } from 'js-yaml';
import { isObject, type JsonObject } from '../json/json.ts';
import type { Report } from '../problem/report.ts';
import type { Document } from './document.ts';
import { expandedSize } from './expanded-size.ts';
import { holdsHalfCharacter } from './half-characters.ts';
import { copyNode, createPlaces, type Places } from './places.ts';
import { sourceText, type SourceText } from './source-text.ts';

/** Depth, aliases and what they unfold to are bounded so that a small text cannot grow into a large tree (a "YAML bomb"). */
const limits = { maxDepth: 100, maxAliases: 100, maxNodes: 1_000_000 };

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
    const root = roots[0];
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
    if (roots.length > 1) {
      report.add('several-documents', {
        message: `This text holds ${roots.length} YAML documents; the first one is used.`,
        fix: 'Put each document in a file of its own.',
        place: source.place(skipped),
      });
    }
    recordPlaces(events, yaml, roots, places, source, skipped);
    const json = root as JsonObject; // the YAML core schema yields nothing but JSON values
    // What several aliases stand for is written out, so that an overlay changes the one it means and no other.
    return { file, root: aliased ? copyNode(json, places) : json, places };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    report.add('not-yaml', {
      message: `This is not YAML: ${error.reason}.`,
      fix: 'Mend the text at this place; often it is the indentation, a missing quote or a stray tab.',
      place: source.place(skipped + (error.mark?.position ?? 0)),
    });
    return undefined;
  }
}

export interface ParseOptions {
  /** The part of the text that is the YAML; default all of it. */
  readonly range?: Range;
  /** Where to note the places, to share them with another document; default a fresh one. */
  readonly places?: Places;
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
