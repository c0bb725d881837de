import { printable } from '../print/code-frame.ts';
import { exampleCalls } from './example-calls.ts';
import type { ShownDocument } from './shown-document.ts';
import { styler } from '../print/style.ts';
import { documentLines, lastLines, mcpLines, titleLine, tryLines } from './welcome-lines.ts';

/** For a few documents: each with its servers, and one call of each to try. */
export function welcomeSome(shown: readonly ShownDocument[], index: string | undefined): readonly string[] {
  const style = styler(process.stdout);
  const examples = shown.flatMap((document) => exampleCalls(document).slice(0, 1));
  return [
    titleLine(`${shown.length} capabilities`),
    ...shown.flatMap((document) => [
      '',
      style('bold', printable(document.program.capability.display)),
      ...documentLines(document),
    ]),
    ...(index === undefined ? [] : ['', `${style('cyan', index)} lists what is where.`]),
    ...tryLines(examples),
    ...mcpLines(shown),
    ...lastLines(shown),
  ];
}
