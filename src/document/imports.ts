import { isObject, type Json, type JsonObject } from '../json/json.ts';
import type { Report } from '../problem/report.ts';
import type { Document } from './document.ts';
import { findNeighbour } from './neighbour.ts';
import { parseDocument } from './parse.ts';
import { copyNode } from './places.ts';
import { UnreadableText } from './read-text.ts';

export interface ImportOptions {
  /** Reads the text of a file or URL. @throws UnreadableText */
  readonly read: (location: string) => Promise<string>;
  /** Folders other than the document's own whose files may be imported. */
  readonly allowedFolders: readonly string[];
}

const sections = ['consumes', 'exposes', 'aggregates', 'binds'];

/**
 * Puts in the place of each import what it stands for: `{from, import, as}`, or `{location, import, as}` in the older
 * dialects, names an entry of the same section of another file by its namespace. Imported entries may be imports in
 * their turn. What cannot be resolved is reported and stays as it is.
 */
export async function resolveImports(document: Document, options: ImportOptions, report: Report): Promise<void> {
  await resolveIn(document, [document.file], options, report);
}

/** @param trail the files whose imports are being resolved: one of them again would be a circle. */
async function resolveIn(
  document: Document,
  trail: readonly string[],
  options: ImportOptions,
  report: Report,
): Promise<void> {
  const { root } = document;
  for (const parent of isObject(root['capability']) ? [root, root['capability']] : [root]) {
    for (const section of sections) {
      const entries = parent[section];
      if (!Array.isArray(entries) && !isObject(entries)) continue;
      for (const [key, entry] of Object.entries(entries as JsonObject)) {
        if (!isObject(entry) || typeof entry['import'] !== 'string') continue;
        const imported = await importEntry(document, section, entry, trail, options, report);
        // Until it is normalised, a document's tree is ours alone to change.
        if (imported) (entries as Record<string, Json>)[key] = imported;
      }
    }
  }
}

async function importEntry(
  document: Document,
  section: string,
  entry: JsonObject,
  trail: readonly string[],
  options: ImportOptions,
  report: Report,
): Promise<Json | undefined> {
  const wanted = entry['import'] as string; // whoever calls this has seen that it is one
  const from = entry['from'] ?? entry['location'];
  const place = document.places.of(entry);
  const fail = (why: string): undefined => {
    report.add('import-failed', {
      message: `\`${wanted}\` cannot be imported${typeof from === 'string' ? ` from ${from}` : ''}: ${why}.`,
      ...(place && { place }),
    });
  };
  if (typeof from !== 'string') return fail('the file to import from is not named (`from:`)');
  const found = await findNeighbour(document.file, from, options.allowedFolders);
  if ('why' in found) return fail(found.why);
  if (trail.includes(found.location)) return fail('the files import each other in a circle');
  const source = await readSource(found.location, document, options, report, fail);
  if (!source) return undefined;
  await resolveIn(source, [...trail, found.location], options, report);
  const match = findEntry(source.root, section, wanted);
  if (!match) return fail(`the file has no entry \`${wanted}\` under \`${section}\``);
  const copy = copyNode(match, document.places);
  const alias = typeof entry['as'] === 'string' ? entry['as'] : wanted;
  return Object.assign(copy, { namespace: alias });
}

async function readSource(
  location: string,
  { places }: Document,
  { read }: ImportOptions,
  report: Report,
  fail: (why: string) => undefined,
): Promise<Document | undefined> {
  try {
    return parseDocument(location, await read(location), report, { places });
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    return fail(error.message.replace(/\.$/, ''));
  }
}

/** The entry of a section, at the root or in the capability, that has this namespace (the key of a mapping is one). */
function findEntry(root: JsonObject, section: string, namespace: string): JsonObject | undefined {
  for (const parent of isObject(root['capability']) ? [root['capability'], root] : [root]) {
    const entries = parent[section];
    if (!Array.isArray(entries) && !isObject(entries)) continue;
    for (const [key, entry] of Object.entries(entries)) {
      if (!isObject(entry)) continue;
      const own = entry['namespace'] ?? entry['name'] ?? (Array.isArray(entries) ? undefined : key);
      if (own === namespace) return entry as JsonObject;
    }
  }
  return undefined;
}
