/**
 * A table as aligned text or as Markdown.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows first column text, the others figures
 * @param {boolean} markdown
 * @returns {string}
 */
export function table(head, rows, markdown) {
  const width = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ cells) => {
    const padded = cells.map((cell, column) =>
      column === 0 ? cell.padEnd(width[0] ?? 0) : cell.padStart(width[column] ?? 0),
    );
    return markdown ? `| ${padded.join(' | ')} |` : padded.join('  ').trimEnd();
  };
  const rule = width.map((characters, column) =>
    markdown && column > 0 ? `${'-'.repeat(characters - 1)}:` : '-'.repeat(characters),
  );
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
