import type { Diagnostic } from '../../problem/diagnostic.ts';
import { printable } from './code-frame.ts';
import { formatPlace } from './print-diagnostics.ts';

/** A diagnostic in one line: place, code and the beginning of its message. */
export function errorLine({ code, message, place }: Diagnostic): string {
  return `${place ? `${formatPlace(place)} ` : ''}${code}: ${printable(message.split('\n', 1)[0] ?? '')}`;
}
