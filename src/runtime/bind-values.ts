import { extname } from 'node:path';
import { parseEnv } from 'node:util';
import type { Bind } from '../capability/model.ts';
import { findNeighbour } from '../document/neighbour.ts';
import { parseDocument } from '../document/parse.ts';
import { UnreadableText } from '../document/read-text.ts';
import { isObject } from '../json/json.ts';
import { createReport, type Report } from '../problem/report.ts';

/** The values of binds that have a file, by bind and then by the key in the file. */
export type BindValues = ReadonlyMap<Bind, ReadonlyMap<string, string>>;

export interface BindOptions {
  /** Reads the text of a file or URL. @throws UnreadableText */
  readonly read: (location: string) => Promise<string>;
  readonly allowedFolders: readonly string[];
}

/**
 * Reads the files that binds name: JSON, YAML or lines of `NAME=value`, relative to the document and in its folder. A
 * bind whose file cannot be read is reported; its variables may still have values elsewhere.
 */
export async function readBindValues(
  document: string,
  binds: readonly Bind[],
  options: BindOptions,
  report: Report,
): Promise<BindValues> {
  const values = new Map<Bind, ReadonlyMap<string, string>>();
  for (const bind of binds) {
    if (bind.location === undefined || !isFile(bind.location)) continue;
    const read = await readOne(document, bind.location, options);
    if ('values' in read) values.set(bind, read.values);
    else {
      report.add('bind-unreadable', {
        message: `The bind \`${bind.namespace}\` takes its values from ${bind.location}, ${read.why}.`,
        fix: `Mend that, or set ${[...bind.keys.keys()].join(', ') || 'its variables'} in the environment, in a file given with --env-file, or with --var NAME=VALUE.`,
        ...(bind.place && { place: bind.place }),
      });
    }
  }
  return values;
}

/** Whether a bind's location is a file, by a path or `file:`; what other schemes name (`vault://…`) cannot be read. */
export function isFile(location: string): boolean {
  const scheme = schemeOf(location);
  return scheme === undefined || scheme === 'file';
}

/** `vault` of `vault://secrets/billing` */
export function schemeOf(location: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):\/\//i.exec(location)?.[1]?.toLowerCase();
}

type ReadBind = { readonly values: ReadonlyMap<string, string> } | { readonly why: string };

async function readOne(document: string, location: string, options: BindOptions): Promise<ReadBind> {
  const found = await findNeighbour(document, location, options.allowedFolders);
  if ('why' in found) return { why: `which is not read: ${found.why}` };
  try {
    const values = parseValues(found.location, await options.read(found.location));
    return values ? { values } : { why: 'which is neither JSON, nor YAML, nor lines of NAME=value' };
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    return { why: `which cannot be read: ${error.message.replace(/\.$/, '')}` };
  }
}

function parseValues(file: string, text: string): ReadonlyMap<string, string> | undefined {
  const isYaml = /^\.(?:ya?ml|json)$/i.test(extname(file));
  const looksLikeLines = !isYaml && /^\s*(?:#.*\n\s*)*(?:export\s+)?[\w.-]+\s*=/.test(text);
  if (looksLikeLines) {
    return new Map(
      Object.entries(parseEnv(text)).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    );
  }
  const document = parseDocument(file, text, createReport()); // of a file of secrets nothing is quoted
  return document && new Map(flatten(document.root, ''));
}

/** Values within values are found by their path: `aws.key`. */
function flatten(values: object, prefix: string): readonly (readonly [string, string])[] {
  return Object.entries(values).flatMap(([key, value]: readonly [string, unknown]) => {
    if (isObject(value)) return flatten(value, `${prefix}${key}.`);
    return value === null || value === undefined || Array.isArray(value)
      ? []
      : [[prefix + key, typeof value === 'string' ? value : JSON.stringify(value)] as const];
  });
}
