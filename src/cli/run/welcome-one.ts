import { exampleCalls } from './example-calls.ts';
import type { ShownDocument } from './shown-document.ts';
import { stdioLines } from './stdio-lines.ts';
import { documentLines, lastLines, mcpLines, titleLine, tryLines } from './welcome-lines.ts';

/** For one document: all there is to say about it. */
export function welcomeOne(document: ShownDocument): readonly string[] {
  return [
    titleLine(document.program.capability.display),
    '',
    ...documentLines(document),
    ...tryLines(exampleCalls(document)),
    ...mcpLines([document]),
    ...stdioLines(document),
    ...lastLines([document]),
  ];
}
