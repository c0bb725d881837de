import { isObject } from '../json/json.ts';
import type { Report } from '../problem/report.ts';
import type { Document } from './document.ts';
import { findYaml } from './find-yaml.ts';
import { parseDocument } from './parse.ts';
import { createReport, hasErrors } from '../problem/report.ts';
import { sourceText } from './source-text.ts';

const rootKeys = ['naftiko', 'ikanos', 'capability', 'consumes', 'exposes', 'aggregates', 'binds'];

/** The comment with which pages end a document they show only the beginning of. */
const truncation = /^# --- truncated at .+ ---\s*$/m;

/**
 * Reads a capability document from a text: the YAML itself, or a page's text with the YAML in it.
 *
 * @returns undefined when there is no document to be had from it; the report then says why and where.
 */
export function loadDocument(file: string, text: string, report: Report): Document | undefined {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  reportTruncation(file, clean, report);

  const whole = createReport();
  const document = parseDocument(file, clean, whole);
  if (document && looksLikeCapability(document)) {
    passOn(whole, report);
    return document;
  }
  const range = findYaml(clean);
  if (!range || range.start === 0) {
    passOn(whole, report);
    if (document && !hasErrors(whole.diagnostics)) {
      report.add('not-a-capability', {
        message: 'This YAML has none of the keys of a capability document.',
        fix: 'It should begin with a line such as `naftiko: 1.0.0-alpha2` and hold `capability:` with `consumes:` and `exposes:`.',
        place: { file, line: 1, column: 1 },
      });
    }
    return undefined;
  }
  const found = parseDocument(file, clean, report, { range });
  if (found) {
    report.add('text-around-document', {
      message: `The capability document was found within a longer text (${clean.length - (range.end - range.start)} characters around it were skipped).`,
      place: sourceText(file, clean).place(range.start),
    });
  }
  return found;
}

function looksLikeCapability(document: Document): boolean {
  return isObject(document.root) && rootKeys.some((key) => Object.hasOwn(document.root, key));
}

function reportTruncation(file: string, text: string, report: Report): void {
  const found = truncation.exec(text);
  if (!found) return;
  report.add('truncated', {
    message: 'This is only the beginning of the document: the page it was copied from cut it off here.',
    fix: 'Download the whole file (the page links it as "Raw") and run that.',
    place: sourceText(file, text).place(found.index),
  });
}

function passOn(from: Report, to: Report): void {
  for (const { code, severity: _, ...said } of from.diagnostics) to.add(code, said);
}
