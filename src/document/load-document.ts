import type { JsonObject } from '../json/json.ts';
import type { Report } from '../problem/report.ts';
import type { Document } from './document.ts';
import { findYaml } from './find-yaml.ts';
import { parseDocument } from './parse.ts';
import { createReport, hasErrors } from '../problem/report.ts';
import { sourceText, type SourceText } from './source-text.ts';

const rootKeys = ['naftiko', 'ikanos', 'capability', 'consumes', 'exposes', 'aggregates', 'binds'];

/** The comment with which pages end a document they show only the beginning of. */
const truncation = /^# --- truncated at .+ ---\s*$/m;

/** The comment after it, with the address of the whole. */
const fullSource = /^# Full source: (https:\/\/\S+)\s*$/m;

/**
 * Reads a capability document from a text: the YAML itself, or a page's text with the YAML in it.
 *
 * @returns undefined when there is no document to be had from it; the report then says why and where.
 */
export function loadDocument(file: string, text: string, report: Report): Document | undefined {
  const clean = withPlainSpaces(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const found = createReport();
  const document = findDocument(file, clean, found);
  const cut = truncation.exec(clean);
  if (cut) reportTruncation(sourceText(file, clean), cut.index, document === undefined, report);
  // What is wrong with a text that breaks off is that it breaks off.
  if (!cut || document) passOn(found, report);
  return document;
}

/** Text that is copied from a page may be indented with spaces that do not break, which are none to YAML. */
function withPlainSpaces(text: string): string {
  if (!text.includes('\u00A0')) return text;
  return text.replaceAll(/^[ \u00A0]+/gm, (indentation) => ' '.repeat(indentation.length));
}

function findDocument(file: string, text: string, report: Report): Document | undefined {
  const whole = createReport();
  const document = parseDocument(file, text, whole, { isMeant: looksLikeCapability });
  if (document && looksLikeCapability(document.root)) {
    passOn(whole, report);
    return document;
  }
  const range = findYaml(text);
  if (!range || range.start === 0) {
    passOn(whole, report);
    if (document && !hasErrors(whole.diagnostics)) {
      report.add('not-a-capability', { ...whatElse(document.root), place: { file, line: 1, column: 1 } });
    }
    return undefined;
  }
  const found = parseDocument(file, text, report, { range, isMeant: looksLikeCapability });
  if (found) {
    report.add('text-around-document', {
      message: `The capability document was found within a longer text (${text.length - (range.end - range.start)} characters around it were skipped).`,
      place: sourceText(file, text).place(range.start),
    });
  }
  return found;
}

function looksLikeCapability(root: JsonObject): boolean {
  return rootKeys.some((key) => Object.hasOwn(root, key));
}

/** What a text is that is no capability document, and where it belongs. */
function whatElse(root: JsonObject): { readonly message: string; readonly fix: string } {
  if ('openapi' in root || 'swagger' in root)
    return {
      message: 'This is an OpenAPI description, not a capability document.',
      fix: 'It belongs beside a document that consumes its API: --contract FILE.',
    };
  if ('overlay' in root)
    return {
      message: 'This is an overlay, not a capability document.',
      fix: 'It belongs beside the document it changes: --overlay FILE.',
    };
  return {
    message: 'This YAML has none of the keys of a capability document.',
    fix: 'It should begin with a line such as `naftiko: 1.0.0-alpha2` and hold `capability:` with `consumes:` and `exposes:`.',
  };
}

function reportTruncation(source: SourceText, at: number, isBroken: boolean, report: Report): void {
  const address = fullSource.exec(source.text)?.[1];
  report.add('truncated', {
    ...(isBroken && { severity: 'error' }),
    message: `This is only the beginning of the document: the page it was copied from cut it off here${isBroken ? ', within an entry, so it cannot be read' : ''}.`,
    fix: `Download the whole file (${address ?? 'the page links it as "Raw"'}) and run that.`,
    place: source.place(at),
  });
}

function passOn(from: Report, to: Report): void {
  for (const { code, ...said } of from.diagnostics) to.add(code, said);
}
