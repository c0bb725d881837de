import type { DiagnosticCode, Severity } from './catalogue.ts';

/** Where something stands in a text. Line and column count from 1, as editors do. */
export interface Place {
  /** A file's path, a URL, or `-` for standard input. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something to tell the author or the user of a document. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  /** What to do about it, in a sentence. */
  readonly fix?: string;
  readonly place?: Place;
}
