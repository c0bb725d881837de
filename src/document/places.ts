import { isObject, type Json } from '../json/json.ts';
import type { Place } from '../problem/diagnostic.ts';
import type { SourceText } from './source-text.ts';

interface NodePlaces {
  readonly source: SourceText;
  readonly start: number;
  readonly entries: Map<string | number, { readonly source: SourceText; readonly offset: number }>;
}

/**
 * Where each object and list of a document stands in its text. Places follow the nodes themselves, so a node that an
 * overlay or an import brought in keeps the place in the file it was written in.
 */
export interface Places {
  record(node: object, source: SourceText, start: number): void;
  recordEntry(node: object, key: string | number, source: SourceText, offset: number): void;
  /** Gives `target[key]` the place of `from[key]`. */
  adopt(target: object, from: object, key: string | number): void;
  /** Gives `target` and all its entries the places of `from`. */
  copy(target: object, from: object): void;
  /** The place of `node`, or of its entry `key` where that is known. */
  of(node: object, key?: string | number): Place | undefined;
}

export function createPlaces(): Places {
  const nodes = new WeakMap<object, NodePlaces>();
  return {
    record: (node, source, start) => nodes.set(node, { source, start, entries: new Map() }),
    recordEntry: (node, key, source, offset) => nodes.get(node)?.entries.set(key, { source, offset }),
    adopt(target, from, key) {
      const entry = nodes.get(from)?.entries.get(key);
      if (entry) nodes.get(target)?.entries.set(key, entry);
    },
    copy(target, from) {
      const known = nodes.get(from);
      if (known) nodes.set(target, { ...known, entries: new Map(known.entries) });
    },
    of(node, key) {
      const known = nodes.get(node);
      if (!known) return undefined;
      const entry = key === undefined ? undefined : known.entries.get(key);
      return entry ? entry.source.place(entry.offset) : known.source.place(known.start);
    },
  };
}

/** A deep copy of a node that keeps the places of the original. */
export function copyNode<Node extends Json>(node: Node, places: Places): Node;
export function copyNode(node: Json, places: Places): Json {
  if (Array.isArray(node)) {
    const list = (node as readonly Json[]).map((item) => copyNode(item, places));
    places.copy(list, node);
    return list;
  }
  if (!isObject(node)) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, copyNode(value, places)]));
  places.copy(copy, node);
  return copy;
}
