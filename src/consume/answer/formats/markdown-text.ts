import { decodeReferences } from './references.ts';

/** What is taken literally: escaped punctuation, code spans, and addresses in angle brackets. */
const literal = /\\([!-/:-@[-`{-~])|(?<!`)(`+)(?!`)([^`]+)\2(?!`)|<((?:https?:\/\/|mailto:)[^<>\s]*)>/g;
const markup = /<!--[^<>]*-->|<\/?[a-z][^<>]*>/gi;
const image = /!\[([^[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^[\]]*\])/g;
const link = /\[([^[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^[\]]*\])/g;
const stars = /(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1/g;
const underscores = /(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])([^_]*[^\s_])\1(?![\p{L}\p{N}_])/gu;

/** How deep emphasis may nest and still be taken away. */
const passes = 3;

/**
 * The text of a line of Markdown without its markup: a link is its text, an image its description, code and emphasis what they mark.
 */
export function plainText(markdown: string): string {
  if (!/[\\`<[*_&]/.test(markdown)) return markdown.trim();
  const literals: string[] = [];
  let text = markdown.replaceAll(literal, (_, escaped?: string, _ticks?: string, code?: string, address?: string) => {
    literals.push(escaped ?? code?.replaceAll('\n', ' ') ?? address ?? '');
    return `\u{e000}${literals.length - 1}\u{e001}`;
  });
  text = text.replaceAll(markup, '').replaceAll(image, '$1').replaceAll(link, '$1');
  for (let pass = 0; pass < passes; pass++) text = text.replaceAll(stars, '$2').replaceAll(underscores, '$2');
  return decodeReferences(text)
    .replaceAll(/\u{e000}(\d+)\u{e001}/gu, (written, index: string) => literals[Number(index)] ?? written)
    .trim();
}
