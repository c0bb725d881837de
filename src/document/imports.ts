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

/** So many files may an import lead through, each importing from the next. */
const longestTrail = 20;

/** What an entry is imported into, and what was read on the way. */
interface Importing {
  readonly document: Document;
  readonly options: ImportOptions;
  readonly report: Report;
  /** Each file is read once, however often it is imported from; undefined for one that is no document. */
  readonly read: Map<string, Document | undefined>;
}

/**
 * Puts in the place of each import what it stands for: `{from, import, as}`, or `{location, import, as}` in the older
 * dialects, names an entry of the same section of another file by its namespace. That entry may be an import in its turn;
 * what else the file imports is its own affair. What cannot be resolved is reported and stays as it is.
 */
export async function resolveImports(document: Document, options: ImportOptions, report: Report): Promise<void> {
  const importing: Importing = { document, options, report, read: new Map() };
  for (const { section, entries } of sectionsOf(document.root)) {
    for (const [key, entry] of Object.entries(entries)) {
      if (!isImport(entry)) continue;
      const imported = await importEntry(section, entry, [document.file], importing);
      // Until it is normalised, a document's tree is ours alone to change.
      if (imported) (entries as Record<string, Json>)[key] = imported;
    }
  }
}

interface Section {
  readonly section: string;
  /** A list as well as a mapping: both are looked through by key. */
  readonly entries: JsonObject;
}

/** The sections at the root and in the capability. */
function sectionsOf(root: JsonObject): readonly Section[] {
  const parents = isObject(root['capability']) ? [root['capability'], root] : [root];
  return parents.flatMap((parent) =>
    sections.flatMap((section) => {
      const entries = parent[section];
      return Array.isArray(entries) || isObject(entries) ? [{ section, entries: entries as JsonObject }] : [];
    }),
  );
}

interface Import extends JsonObject {
  readonly import: string;
}

function isImport(entry: Json | undefined): entry is Import {
  return isObject(entry) && typeof entry['import'] === 'string';
}

/** @param trail the files that led here: one of them again would be a circle. */
async function importEntry(
  section: string,
  entry: Import,
  trail: readonly string[],
  importing: Importing,
): Promise<JsonObject | undefined> {
  const { document, options, report } = importing;
  const { import: wanted, as } = entry;
  const from = entry['from'] ?? entry['location'];
  const place = document.places.of(entry);
  const fail = (why: string): undefined => {
    report.add('import-failed', {
      message: `\`${wanted}\` cannot be imported${typeof from === 'string' ? ` from ${from}` : ''}: ${why}.`,
      ...(place && { place }),
    });
  };
  if (typeof from !== 'string') return fail('the file to import from is not named (`from:`)');
  const found = await findNeighbour(trail.at(-1) ?? document.file, from, options.allowedFolders);
  if ('why' in found) return fail(found.why);
  if (trail.includes(found.location)) return fail('the files import each other in a circle');
  if (trail.length > longestTrail) return fail(`it leads through more than ${longestTrail} files`);
  const source = await readSource(found.location, importing, fail);
  if (!source) return undefined;
  const match = findEntry(source.root, section, wanted);
  if (!match) return fail(`the file has no entry \`${wanted}\` under \`${section}\``);
  const resolved = isImport(match) ? await importEntry(section, match, [...trail, found.location], importing) : match;
  return (
    resolved && Object.assign(copyNode(resolved, document.places), { namespace: typeof as === 'string' ? as : wanted })
  );
}

async function readSource(
  location: string,
  { document: { places }, options, report, read }: Importing,
  fail: (why: string) => undefined,
): Promise<Document | undefined> {
  if (read.has(location)) return read.get(location);
  try {
    const source = parseDocument(location, await options.read(location), report, { places });
    read.set(location, source);
    return source;
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    return fail(error.message.replace(/\.$/, ''));
  }
}

/**
 * The entry of a section that has this namespace: its own, the one an import gives it, or its key in a mapping.
 */
function findEntry(root: JsonObject, wantedSection: string, namespace: string): JsonObject | undefined {
  for (const { section, entries } of sectionsOf(root)) {
    if (section !== wantedSection) continue;
    for (const [key, entry] of Object.entries(entries)) {
      if (!isObject(entry)) continue;
      const given = isImport(entry) ? (entry['as'] ?? entry.import) : (entry['namespace'] ?? entry['name']);
      if ((given ?? (Array.isArray(entries) ? undefined : key)) === namespace) return entry;
    }
  }
  return undefined;
}
