/** Narrower than this, lines hold so few words that nothing is easier to read. */
const narrowest = 40;

/**
 * Breaks a text at its spaces into lines that fit a terminal.
 *
 * @param width columns there are; those of `indent` are taken from them.
 * @param indent goes before each line but the first.
 */
export function wrap(text: string, width: number, indent: string): string {
  const most = Math.max(width, narrowest) - indent.length;
  const lines = text.split('\n').flatMap((line) => broken(line, most));
  return lines.join(`\n${indent}`);
}

function broken(line: string, most: number): readonly string[] {
  if (line.length <= most) return [line];
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
