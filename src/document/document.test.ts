import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../capability/normalise.ts';
import { createReport } from '../problem/report.ts';
import { loadDocument } from './load-document.ts';
import { parseDocument } from './parse.ts';

const yaml = 'naftiko: 1.0.0-alpha2\ncapability:\n  exposes:\n  - {type: rest}\n';

function load(text: string) {
  const report = createReport();
  const document = loadDocument('f.yaml', text, report);
  return { document, codes: report.diagnostics.map(({ code }) => code), diagnostics: report.diagnostics };
}

describe('a document', () => {
  it('knows where each node was written', () => {
    const report = createReport();
    const document = parseDocument('f.yaml', 'a:\n  - b: 1\n    c: {d: x}\n', report);
    const list = document?.root['a'] as readonly { readonly c: object }[];
    const place = (node: object, key?: string): unknown => document?.places.of(node, key);
    expect(place(list, undefined)).toEqual({ file: 'f.yaml', line: 2, column: 3 });
    expect(place(list[0] ?? {}, 'c')).toEqual({ file: 'f.yaml', line: 3, column: 5 });
    expect(place(list[0]?.c ?? {}, 'd')).toEqual({ file: 'f.yaml', line: 3, column: 9 });
    expect(place({})).toBeUndefined();
  });
  it('takes the place of a list for an item of which nothing is written', () => {
    const document = parseDocument('f.yaml', 'a:\n  - b: 1\n  -', createReport());
    const list = document?.root['a'] as readonly object[];
    expect(document?.places.of(list, 1)).toEqual({ file: 'f.yaml', line: 2, column: 3 });
  });
  it.each([
    ['a: [', 'not-yaml'],
    ['a: b: c', 'not-yaml'],
    ['a: {"\\ud800": 1}', 'not-yaml'],
    ['a: ["x\\U0000DC00"]', 'not-yaml'],
    ['', 'empty-document'],
    ['- a', 'not-a-mapping'],
    ['just words', 'not-a-mapping'],
    ['a: 1', 'not-a-capability'],
    ['['.repeat(200), 'not-yaml'],
    [`naftiko: &a [x]\nb: [${'*a, '.repeat(20_000)}]`, 'not-yaml'],
    [`naftiko: &a [${'x, '.repeat(200)}]\nb: [${'*a, '.repeat(9000)}]`, 'not-yaml'],
  ])('%j is refused as %s', (text, code) => {
    const { document, codes } = load(text);
    expect([document, codes]).toEqual([undefined, [code]]);
  });
  it.each([
    ['a byte order mark', `\uFEFF${yaml}`],
    ['the line ends of Windows', yaml.replaceAll('\n', '\r\n')],
    ['comments first', `# mine\n${yaml}`],
    ['the spaces of a web page', yaml.replaceAll(/^ +/gm, (spaces) => '\u00A0'.repeat(spaces.length))],
    ['what programs write that know what is the same', `${yaml}x: &a [1]\ny: [${'*a, '.repeat(3000)}]\n`],
  ])('may have %s', (_, text) => {
    expect(load(text)).toMatchObject({
      document: { root: { naftiko: '1.0.0-alpha2', capability: { exposes: [{ type: 'rest' }] } } },
      codes: [],
    });
  });
  it('is found within the text of a page, with places that count from its beginning', () => {
    const { document, codes } = load(`Shop · Capability\n\nGET\n  List: things\n\n${yaml}Related\nMore: things\n`);
    expect(codes).toEqual(['text-around-document']);
    expect(document?.places.of(document.root, 'capability')).toMatchObject({ line: 7, column: 1 });
    expect(Object.keys(document?.root ?? {})).toEqual(['naftiko', 'capability']);
  });
  it('says when it was cut off', () => {
    expect(load(`${yaml}# --- truncated at 32 KB (60 KB total) ---\n`).codes).toEqual(['truncated']);
  });
  it('that was cut off within an entry is just that', () => {
    const { document, diagnostics } = load(
      `${yaml}  cons\n# --- truncated at 32 KB (60 KB total) ---\n# Full source: https://example.com/whole.yaml\n`,
    );
    expect(document).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'truncated', severity: 'error' }]);
    expect(diagnostics[0]?.fix).toContain('https://example.com/whole.yaml');
  });
  it('uses the first capability document of several, and names the others', () => {
    const { document, diagnostics } = load(`name: other\n---\n${yaml}---\nnaftiko: 0.4\n---\n`);
    expect(document?.root).toMatchObject({ naftiko: '1.0.0-alpha2' });
    expect(diagnostics).toMatchObject([{ code: 'several-documents', place: { line: 3 } }]);
    expect(diagnostics[0]?.message).toContain('of line 1 and 8');
  });
  it('may end with a line that begins another', () => {
    expect(load(`---\n${yaml}---\n`).codes).toEqual([]);
  });
  it('uses the first of several', () => {
    expect(load(`${yaml}---\nnaftiko: 0.4\n`)).toMatchObject({
      codes: ['several-documents'],
      document: { root: { naftiko: '1.0.0-alpha2' } },
    });
  });
  it('never makes the reader throw, whatever it holds', () => {
    const word = fc.constantFrom(
      'naftiko',
      'capability',
      'consumes',
      'exposes',
      'resources',
      'operations',
      'type',
      'rest',
      'mcp',
      'name',
      'path',
      '{x}',
      'call',
      'a.b',
      'with',
      '__proto__',
      'tools',
      'inputParameters',
      'in',
    );
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 7 },
        word,
        fc.integer(),
        fc.constant(null),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(word, tie('node'), { maxKeys: 5 }),
      ),
    })).node;
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }).map((text) => yaml + text),
      tree.map((node) => JSON.stringify({ naftiko: 1, capability: node })),
      tree.map((node) => JSON.stringify(node)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const report = createReport();
        const document = loadDocument('f.yaml', text, report);
        if (document) normalise(document, report);
        return document !== undefined || report.diagnostics.length > 0;
      }),
      { numRuns: 400 },
    );
  });
});
