import type { DiagnosticCode, Severity } from '../../problem/catalogue.ts';
import type { Place } from '../../problem/diagnostic.ts';
import type { Report } from '../../problem/report.ts';

/** One place where a rule found what it looks for. */
export interface Finding {
  /** What it is, as a message names it. */
  readonly what: string;
  readonly place: Place | undefined;
}

export interface Words {
  readonly message: string;
  readonly fix?: string;
  readonly severity?: Severity;
}

/** Documents with a thousand operations have a thousand of the same: more names than this help nobody. */
const mostNamed = 5;

/**
 * Reports all that a rule found as one diagnostic, at the place of the first; nothing when it found nothing.
 *
 * @param words the message around the names of the first few findings.
 */
export function reportFindings(
  report: Report,
  code: DiagnosticCode,
  findings: readonly Finding[],
  words: (names: string) => Words,
): void {
  if (findings.length === 0) return;
  const place = findings.find((finding) => finding.place)?.place;
  report.add(code, { ...words(listed(findings.map(({ what }) => what))), ...(place && { place }) });
}

/** `a, b, c, d, e and 12 more`; each name once. */
export function listed(names: readonly string[]): string {
  const different = [...new Set(names)];
  const shown = different.slice(0, mostNamed).join(', ');
  return different.length > mostNamed ? `${shown} and ${different.length - mostNamed} more` : shown;
}
