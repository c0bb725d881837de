import { diagnostics as catalogue, type DiagnosticCode, type Severity } from './catalogue.ts';
import type { Diagnostic, Place } from './diagnostic.ts';

/** Collects what there is to say about a document while it is read; nothing is there twice. */
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
  const known = new Set<string>();
  return {
    diagnostics,
    add(code, said) {
      const diagnostic: Diagnostic = { code, severity: catalogue[code].severity, ...said };
      // What is read twice, because two things need it, is wrong once.
      const key = JSON.stringify(diagnostic);
      if (known.has(key)) return;
      known.add(key);
      diagnostics.push(diagnostic);
    },
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
