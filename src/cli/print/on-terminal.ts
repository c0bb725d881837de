import { printable } from './code-frame.ts';

/** A text of many lines that somebody else wrote, as a terminal may show it; a program gets it as it is. */
export function onTerminal(text: string): string {
  return printable(text.replaceAll('\r\n', '\n').replaceAll('\t', '    '));
}
