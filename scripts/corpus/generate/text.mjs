import { dump } from 'js-yaml';

/**
 * Writes a document as YAML, in one of the ways that people and programs write it.
 *
 * @param isWhole whether it must still say the same: now and then, documents are published cut off, or as no YAML at all.
 */
export function writeText(document, { chance, pick }, { isWhole = false } = {}) {
  const style = pick(['plain', 'plain', 'plain', 'plain', 'double', 'single', 'json']);
  if (style === 'json') return `${JSON.stringify(document, null, pick([0, 2]))}\n`;
  const shared = chance(0.1) ? withAnchors(document) : document;
  let text = dump(shared, {
    lineWidth: pick([120, 120, 80, 40, -1]),
    noRefs: shared === document,
    indent: pick([2, 2, 4]),
    noArrayIndent: chance(0.7),
    flowLevel: chance(0.05) ? 4 : -1,
    skipInvalid: true,
    ...(style !== 'plain' && { quotingType: style === 'double' ? '"' : "'", forceQuotes: true }),
  });
  for (const [probability, change] of isWhole ? changes : [...changes, ...damages])
    if (chance(probability)) text = change(text, pick);
  return chance(0.06) ? `\u{feff}${text}` : text;
}

/** The same outputs become the same object, which is written once and referred to. */
function withAnchors(document) {
  const seen = new Map();
  const visit = (value) => {
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    const copy = Array.isArray(value)
      ? value.map(visit)
      : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member)]));
    const text = JSON.stringify(copy);
    if (!seen.has(text)) seen.set(text, copy);
    return seen.get(text);
  };
  return visit(document);
}

const changes = [
  [0.05, betweenTexts((text) => text.replaceAll(/^( *)(?=[\w-]+:)/gm, '$1# it says:\n$1'))],
  [0.06, (text) => text.replaceAll('\n', '\r\n')],
  [0.06, (text) => `---\n${text}`],
  [0.03, (text) => `%YAML 1.2\n---\n${text}`],
  [0.03, (text) => `${text}...\n`],
  [0.04, (text) => `# Made up\n\n# naftiko: 0.1\n${text}\n# the end\n`],
  [
    0.05,
    (text) =>
      `Orchard boats\n\nOne surface of it.\n\nRun with Naftiko\n\nCapability Spec\n\norchard.yaml Raw ↑\n${text}\nOperations\n\nGET /boats  Lists boats\n\n© made up\n`,
  ],
  [0.02, (text) => `\`\`\`yaml\n${text}\`\`\`\n`],
  [0.05, (text) => text.replaceAll(/'(\d{4}-\d\d-\d\d)'/g, '$1')],
  [0.04, (text) => text.replace(/^( *)outputRawFormat: json$/gm, '$1<<: {outputRawFormat: json}')],
  [0.03, (text) => text.replace(/^(naftiko|ikanos): (.*)$/m, '$1: "$2"')],
  [0.02, (text) => text.replaceAll(/: true$/gm, ': True')],
  [0.02, (text) => text.replaceAll(/^( +)port: (\d+)$/gm, "$1port: '$2'")],
  [0.02, betweenTexts((text) => text.replaceAll(/ +$/gm, '').replaceAll(/$/gm, '  '))],
  [0.02, (text) => `${text}\n---\n{}\n`],
];

/** Some changes would be part of texts that go over several lines. */
function betweenTexts(change) {
  const isLine = /^ *(?:- +)*(?:[^:\n]+:(?: .*)?|- .*|\}.*|\].*|#.*)?$/;
  return (text) => {
    const isSafe = !/[|>][-+\d]*$/m.test(text) && text.split('\n').every((line) => isLine.test(line));
    return isSafe ? change(text) : text;
  };
}

/** What is left of some documents. */
const damages = [
  [0.02, (text) => text.replaceAll(/: true$/gm, ': yes')],
  [0.01, (text) => `${text.slice(0, Math.floor(text.length * 0.7))}\n\n# --- truncated at 32 KB (47 KB total) ---\n`],
  [0.01, (text) => text.slice(0, Math.floor(text.length * 0.5))],
  [0.005, (text) => text.replaceAll('  ', '\t')],
  [0.005, () => ''],
  [0.005, () => '404: Not Found'],
  [0.005, () => 'openapi: 3.1.0\ninfo: {title: x, version: 1.0.0}\npaths: {}\n'],
];
