import { diagnostics as catalogue, type DiagnosticCode, type Severity } from './catalogue.ts';
import type { Diagnostic, Place } from './diagnostic.ts';

/** Collects what there is to say about a document while it is read. */
export interface Report {
  readonly diagnostics: readonly Diagnostic[];
  /** Adds a diagnostic; its severity comes from the catalogue, unless it weighs differently here. */
  add(code: DiagnosticCode, said: Said): void;
}

interface Said {
  readonly message: string;
  readonly fix?: string;
  readonly place?: Place;
  readonly severity?: Severity;
}

export function createReport(): Report {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    add: (code, said) => diagnostics.push({ code, severity: catalogue[code].severity, ...said }),
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
