import { accidents, badIndentation, badValue, bareTemplate, reasons, webPage, type Words } from './yaml-words.ts';

/** What is wrong with a text that is not YAML, where, and what to do about it. */
export interface YamlProblem {
  readonly message: string;
  readonly fix: string;
  /** Offset in UTF-16 units: where the author has to look, which may be before the parser noticed. */
  readonly at: number;
}

/**
 * Says in plain words why a text is not YAML. The parser tells where it could not go on; the accident is often on that
 * line or the one before it, and looks are better than the parser's reason. Nothing of the text is quoted, for it may be
 * a file of secrets.
 *
 * @param reason the parser's.
 * @param at where it stopped; 0 when it does not know.
 */
export function explainYaml(yaml: string, reason: string, at: number): YamlProblem {
  if (/^\s*<(?:!doctype|html)/i.test(yaml)) return { ...webPage, at: 0 };
  const line = lineAt(yaml, at);
  const before = lineBefore(yaml, line);
  const candidates = before ? [before, line] : [line];
  for (const { looks, message, fix } of accidents) {
    for (const { text, start } of candidates) {
      const found = looks.exec(text);
      if (found) return { message, fix, at: start + found.index + found[0].length };
    }
  }
  const from = Math.max(0, at - longestLook);
  const around = yaml.slice(from, at + longestLook);
  const template = reason.includes('complex keys') ? bareTemplate.looks.exec(around) : null;
  if (template) return { ...words(bareTemplate), at: from + template.index + template[0].length };
  const hasOpenQuote = before !== undefined && reason === 'deficient indentation';
  const known = reasons.find(([said]) => reason.includes(said));
  if (known) return { ...words(known[1]), at: hasOpenQuote ? before.start + openedAt(before.text) : at };
  const inValue = /^[ \t]*(?:- +)*[^\s"'#][^"'#]*?:[ \t]/.exec(line.text.slice(0, at - line.start));
  if (inValue) return { ...words(badValue), at };
  if (reason.startsWith('bad indentation')) return { ...words(badIndentation), at };
  return { message: `This is not YAML: ${withoutNames(reason)}.`, fix: 'Look at this line and the one before it.', at };
}

interface Line {
  readonly text: string;
  readonly start: number;
}

function lineAt(yaml: string, at: number): Line {
  // Before the first character there is nothing to look for, though `lastIndexOf` would look at that one.
  const start = at === 0 ? 0 : yaml.lastIndexOf('\n', at - 1) + 1;
  const end = yaml.indexOf('\n', start);
  return { text: yaml.slice(start, Math.min(end === -1 ? yaml.length : end, start + longestLook)), start };
}

/** No line that a person wrote is longer, and some looks take time that grows with the square of what they look at. */
const longestLook = 1_000;

/** The line before with something on it. */
function lineBefore(yaml: string, { start }: Line): Line | undefined {
  for (let end = start; end > 0;) {
    const line = lineAt(yaml, end - 1);
    if (line.text.trim() !== '') return line;
    end = line.start;
  }
  return undefined;
}

/** Where the first quote or bracket of a value stands in a line. */
function openedAt(line: string): number {
  return Math.max(line.search(/["'[{]/), 0);
}

function words({ message, fix }: Words): Words {
  return { message, fix };
}

function withoutNames(reason: string): string {
  return reason.replaceAll(/["<].*[">]/g, '…');
}
