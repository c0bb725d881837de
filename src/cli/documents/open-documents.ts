import type { Program } from '../../runtime/compile/program.ts';
import type { DocumentOptions } from './document-options.ts';
import { errorLine } from '../print/error-line.ts';
import { CommandError } from '../exit.ts';
import type { Wanted } from './find-documents.ts';
import { openDocument, type Opened } from './open-document.ts';

/** One of several documents: what it came to, and what went wrong when it could not be opened. */
export interface OpenedDocument {
  readonly name: string;
  /** After a reload that failed for this document, what it was before. */
  readonly opened: Opened | undefined;
  /** Why it could not be opened, or not opened again. */
  readonly problem: string | undefined;
}

/**
 * Opens documents one after the other; one that cannot be opened does not stop the others.
 *
 * @param before what they were, for a reload: a document that has become unusable stays what it was.
 * @throws CommandError when there is only one document and it cannot be opened, and on wrong usage; nothing stays open.
 */
export async function openDocuments(
  wanted: readonly Wanted[],
  options: DocumentOptions,
  before: readonly OpenedDocument[] = [],
): Promise<readonly OpenedDocument[]> {
  const known = new Map(before.map(({ name, opened }) => [name, opened]));
  const documents: OpenedDocument[] = [];
  const several = wanted.length > 1;
  try {
    for (const { name, found } of wanted) {
      const previous = known.get(name);
      const document = await openOne(name, options, { several, previous });
      if (found && document.opened && isPart(document.opened)) await document.opened.program?.close();
      else documents.push(document);
    }
    return documents;
  } catch (error) {
    await closeUnlessIn(before, documents);
    throw error;
  }
}

/** Closes what was opened for documents, but for what these others still use. */
export async function closeUnlessIn(
  others: readonly OpenedDocument[],
  documents: readonly OpenedDocument[],
): Promise<void> {
  const programs = new Set(others.map(({ opened }) => opened?.program));
  const sandboxes = new Set(others.map(({ opened }) => opened?.sandbox));
  for (const { opened } of documents) {
    if (!programs.has(opened?.program)) await opened?.program?.close();
    if (!sandboxes.has(opened?.sandbox)) await opened?.sandbox?.close();
  }
}

export function programsOf(documents: readonly OpenedDocument[]): readonly Program[] {
  return documents.flatMap(({ opened }) => opened?.program ?? []);
}

interface OneOptions {
  readonly several: boolean;
  readonly previous: Opened | undefined;
}

async function openOne(
  name: string,
  options: DocumentOptions,
  { several, previous }: OneOptions,
): Promise<OpenedDocument> {
  try {
    const sandbox = previous?.sandbox;
    const opened = await openDocument(name, options, { calls: true, several, ...(sandbox && { sandbox }) });
    if (!previous?.program || opened.program) return { name, opened, problem: undefined };
    const reason = opened.diagnostics.find(({ severity }) => severity === 'error');
    return { name, opened: previous, problem: reason ? errorLine(reason) : 'It cannot be read.' };
  } catch (error) {
    const isUsage = error instanceof CommandError && error.exitCode === 2;
    if (isUsage || !(error instanceof Error) || (!several && !previous)) throw error;
    return { name, opened: previous, problem: error.message };
  }
}

/** Documents that others import from, and have nothing of their own to serve. */
function isPart({ program, diagnostics }: Opened): boolean {
  return (
    program?.servers.length === 0 &&
    diagnostics.every(({ code, severity }) => severity !== 'error' || code === 'no-servers')
  );
}
