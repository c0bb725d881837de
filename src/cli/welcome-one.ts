import { exampleInputs } from './bundled.ts';
import { exampleCalls } from './example-calls.ts';
import type { ShownDocument } from './shown-document.ts';
import { stdioLines } from './stdio-lines.ts';
import { documentLines, mcpLines, noteLines, titleLine, tryLines } from './welcome-lines.ts';

/** For one document: all there is to say about it. */
export function welcomeOne(document: ShownDocument): readonly string[] {
  const { program, sandbox } = document;
  return [
    titleLine(program.capability.display),
    '',
    ...documentLines(document),
    ...tryLines(exampleCalls(document, exampleInputs(sandbox !== undefined))),
    ...mcpLines([document]),
    ...stdioLines(document),
    ...noteLines([document]),
  ];
}
