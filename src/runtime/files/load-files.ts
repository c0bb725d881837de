import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Bind, Capability, Expose } from '../../capability/model.ts';
import { findNeighbour } from '../../document/neighbour.ts';
import { UnreadableText } from '../../document/read-text.ts';
import type { Place } from '../../problem/diagnostic.ts';
import type { Report } from '../../problem/report.ts';
import { isFile, type BindOptions } from '../bind-values.ts';
import { findFiles, mostFiles } from './find-files.ts';
import type { ServedFile } from './served-file.ts';

/** What the resources, skills and prompts of a document name by `location`; what is not in here could not be had. */
export interface NamedFiles {
  /** Of resources and skills: the files at a location. */
  readonly served: ReadonlyMap<string, readonly ServedFile[]>;
  /** Of prompts: the text at a location. */
  readonly texts: ReadonlyMap<string, string>;
}

export const noFiles: NamedFiles = { served: new Map(), texts: new Map() };

/** Finds the files that resources and skills serve, and reads those of prompts, whose texts are templates. */
export async function loadFiles(
  document: string,
  capability: Capability | undefined,
  options: BindOptions,
  report: Report,
): Promise<NamedFiles> {
  const exposes = capability?.exposes ?? [];
  const sought = [...exposes.flatMap(namedByResources), ...exposes.flatMap(namedBySkills)];
  const prompts = exposes.flatMap(namedByPrompts);
  if (!capability || sought.length + prompts.length === 0) return noFiles;
  const withheld = await secretFiles(document, capability.binds, options);
  const served = new Map<string, readonly ServedFile[]>();
  for (const { location, words, place, isFolder } of sought) {
    const found = await findFiles(document, location, { allowedFolders: options.allowedFolders, withheld });
    if ('why' in found) reportUnreadable({ location, words, place }, found.why, report);
    else if (isFolder && found.files.some(({ steps }) => steps.length === 0))
      reportUnreadable({ location, words, place }, 'it is a file, and a skill has a folder', report);
    else served.set(location, found.files);
    if ('isCut' in found && found.isCut) {
      const message = `There are more files in ${location} than are served of ${words}: the first ${mostFiles} by name are.`;
      report.add('folder-cut', { message, ...(place && { place }) });
    }
  }
  const texts = new Map<string, string>();
  for (const named of prompts) {
    const text = await readPromptText(document, named.location, withheld, options);
    if ('why' in text) reportUnreadable(named, text.why, report);
    else texts.set(named.location, text.text);
  }
  return { served, texts };
}

interface Named {
  readonly location: string;
  /** What names it, for messages. */
  readonly words: string;
  readonly place: Place | undefined;
  /** Whether it must be a folder. */
  readonly isFolder?: true;
}

function namedByResources(expose: Expose): readonly Named[] {
  if (expose.type !== 'mcp') return [];
  return expose.resources.flatMap(({ source, name, place }) =>
    source.kind === 'files' ? [{ location: source.location, words: `the resource ${name}`, place }] : [],
  );
}

function namedBySkills(expose: Expose): readonly Named[] {
  if (expose.type !== 'skill') return [];
  return expose.skills.flatMap(({ location, name, place }) =>
    location === undefined ? [] : [{ location, words: `the skill ${name}`, place, isFolder: true }],
  );
}

function namedByPrompts(expose: Expose): readonly Named[] {
  if (expose.type !== 'mcp') return [];
  return expose.prompts.flatMap(({ source, name, place }) =>
    source.kind === 'file' ? [{ location: source.location, words: `the prompt ${name}`, place }] : [],
  );
}

/** The document, which may have a secret written into it, and the files its variables have their values from. */
async function secretFiles(
  document: string,
  binds: readonly Bind[],
  { allowedFolders }: BindOptions,
): Promise<ReadonlySet<string>> {
  const locations = binds.flatMap(({ location }) => (location !== undefined && isFile(location) ? [location] : []));
  const found = await Promise.all(locations.map((location) => findNeighbour(document, location, allowedFolders)));
  const files = [resolve(document), ...found.flatMap((one) => ('location' in one ? [one.location] : []))];
  return new Set(await Promise.all(files.map((file) => realpath(file).catch(() => file))));
}

async function readPromptText(
  document: string,
  location: string,
  withheld: ReadonlySet<string>,
  { read, allowedFolders }: BindOptions,
): Promise<{ readonly text: string } | { readonly why: string }> {
  const found = await findNeighbour(document, location, allowedFolders);
  if ('why' in found) return found;
  if (withheld.has(await realpath(found.location).catch(() => ''))) return { why: 'it may hold secrets' };
  try {
    return { text: await read(found.location) };
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    return { why: error.message.replace(/\.$/, '') };
  }
}

function reportUnreadable({ location, words, place }: Named, why: string, report: Report): void {
  report.add('file-unreadable', {
    message: `${location}, which ${words} names, is not served: ${why}.`,
    ...(place && { place }),
  });
}
