import type { Document } from '../../document/document.ts';
import { isObject, type JsonObject } from '../../json/json.ts';
import type { Place } from '../../problem/diagnostic.ts';

/** A mapping of a document, and the JSONPath an overlay finds it by. */
export interface DocumentNode {
  readonly target: string;
  readonly node: JsonObject;
}

/** Finds the mapping that was written at a place; undefined for what another file brought in. */
export type FindNode = (place: Place | undefined) => DocumentNode | undefined;

export function indexNodes({ file, root, places }: Document): FindNode {
  const found = new Map<string, DocumentNode>();
  const visit = (value: unknown, target: string): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, `${target}[${index}]`);
    if (!isObject(value)) return;
    const place = places.of(value);
    if (place?.file === file) found.set(keyOf(place), { target, node: value as JsonObject }); // a document's values are JSON
    for (const [name, member] of Object.entries(value)) visit(member, target + step(name));
  };
  visit(root, '$');
  return (place) => place && found.get(keyOf(place));
}

function keyOf({ file, line, column }: Place): string {
  return `${line}:${column} ${file}`;
}

function step(name: string): string {
  if (/^[A-Za-z_][\w-]*$/.test(name)) return `.${name}`;
  return `['${name.replaceAll(/['\\]/g, String.raw`\$&`)}']`;
}
