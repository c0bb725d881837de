import type { Capability } from '../capability/model.ts';
import { normalise } from '../capability/normalise.ts';
import { ContractError } from '../contract/contract-error.ts';
import type { Contract } from '../contract/contract.ts';
import type { Document } from '../document/document.ts';
import { loadDocument } from '../document/load-document.ts';
import { resolveImports } from '../document/imports.ts';
import { applyOverlay, type AppliedAction } from '../document/overlay.ts';
import { readNamedText, readText } from '../document/read-text.ts';
import type { Diagnostic } from '../problem/diagnostic.ts';
import { createReport, hasErrors, type Report } from '../problem/report.ts';
import { readBindValues, type BindValues } from './bind-values.ts';
import { loadFiles, type NamedFiles } from './files/load-files.ts';
import { readSchemas } from './schemas.ts';

export interface LoadOptions {
  /** Files or URLs of overlays, applied in this order. */
  readonly overlays?: readonly string[];
  /** Namespace of a consumed API to the file or URL of its OpenAPI contract; a function, for who must see the document first. */
  readonly contracts?: (capability: Capability) => ReadonlyMap<string, string>;
  /** Folders other than the document's own that the files it names may be in. */
  readonly allowedFolders?: readonly string[];
}

/** A document read to the end, and all there is to say about it. */
export interface Loaded {
  readonly location: string;
  /** As it was parsed, with what it imports and its overlays in it. */
  readonly document: Document | undefined;
  /** Undefined when there is no document to be had; the diagnostics say why. */
  readonly capability: Capability | undefined;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly bindValues: BindValues;
  /** The texts of the schema files that formats need, by the name the document gives them. */
  readonly schemas: ReadonlyMap<string, string>;
  /** Those that resources and prompts name. */
  readonly files: NamedFiles;
  readonly overlayActions: readonly AppliedAction[];
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that places in the diagnostics point into, by file. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Reads a document with all that it imports, applies its overlays, normalises it, and reads its contracts and the files
 * it names.
 *
 * @param location a file, a URL or `-`.
 * @throws UnreadableText when the document, an overlay or a contract cannot be read at all.
 */
export async function load(location: string, options: LoadOptions = {}): Promise<Loaded> {
  const report = createReport();
  const texts = new Map<string, string>();
  const read = async (file: string): Promise<string> => {
    const text = await readText(file);
    texts.set(file, text);
    return text;
  };
  const { allowedFolders = [] } = options;
  const document = loadDocument(location, await read(location), report);
  const readImport = async (file: string): Promise<string> => {
    const text = await readNamedText(file);
    // What is no part of a capability may be a file of secrets, of which no line is to be shown.
    if (looksLikePart(text)) texts.set(file, text);
    return text;
  };
  if (document) await resolveImports(document, { read: readImport, allowedFolders }, report);
  const overlayActions: AppliedAction[] = [];
  const before = report.diagnostics.length;
  for (const overlay of options.overlays ?? []) {
    const text = await read(overlay);
    if (document) overlayActions.push(...applyOverlay(document, overlay, text, report));
  }
  // An overlay may close what the document leaves open, so a broken one is not done without.
  const isAsAsked = !hasErrors(report.diagnostics.slice(before));
  const capability = document && isAsAsked ? normalise(document, report) : undefined;
  const contracts = new Map<string, Contract>();
  for (const [namespace, file] of (capability && options.contracts?.(capability)) ?? []) {
    const contract = await readContract(file, await read(file), report);
    if (contract) contracts.set(namespace, contract);
  }
  // Files of values and schemas are no texts to show lines of.
  const files = { read: readNamedText, allowedFolders };
  return {
    location,
    document,
    capability,
    contracts,
    bindValues: await readBindValues(location, capability?.binds ?? [], files, report),
    schemas: await readSchemas(location, capability, files, report),
    files: await loadFiles(location, capability, files, report),
    overlayActions,
    diagnostics: report.diagnostics,
    texts,
  };
}

function looksLikePart(text: string): boolean {
  return /^["']?(?:naftiko|ikanos|capability|consumes|exposes|aggregates|binds)["']?\s*:/m.test(text);
}

async function readContract(file: string, text: string, report: Report): Promise<Contract | undefined> {
  // Most documents come without a contract, and need none of this.
  const { loadContract } = await import('../contract/load-contract.ts');
  try {
    return loadContract(text, file);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    report.add('contract-unreadable', { message: error.message, place: { file, line: 1, column: 1 } });
    return undefined;
  }
}
