import { describe, expect, it } from 'vitest';
import type { Json } from '../json/json.ts';
import { createReport } from '../problem/report.ts';
import { applyOverlay } from './overlay.ts';
import { parseDocument } from './parse.ts';

function apply(document: Json, actions: Json) {
  const report = createReport();
  const parsed = parseDocument('d.yaml', JSON.stringify(document), report);
  if (!parsed) throw new Error('not YAML');
  const overlay = JSON.stringify({ overlay: '1.0.0', actions }, null, 1);
  const applied = applyOverlay(parsed, 'o.yaml', overlay, report);
  return { root: parsed.root, document: parsed, applied, codes: report.diagnostics.map(({ code }) => code) };
}

describe('an overlay', () => {
  it('merges objects, joins lists and replaces the rest', () => {
    const { root, applied } = apply({ a: { b: 1, list: [1], deep: { x: 1 } } }, [
      { target: '$.a', description: 'More', update: { b: 2, list: [2], deep: { y: 2 }, new: null } },
    ]);
    expect(root).toEqual({ a: { b: 2, list: [1, 2], deep: { x: 1, y: 2 }, new: null } });
    expect(applied).toMatchObject([{ target: '$.a', action: 'update', description: 'More', matches: 1 }]);
  });
  it('adds to a list that is its target, and replaces a value that is', () => {
    expect(
      apply({ list: [1], x: 1 }, [
        { target: '$.list', update: { a: 1 } },
        { target: '$.x', update: 2 },
      ]).root,
    ).toEqual({ list: [1, { a: 1 }], x: 2 });
  });
  it('removes members, and several items of a list at once', () => {
    const document = { list: [{ n: 1 }, { n: 2, gone: true }, { n: 3, gone: true }, { n: 4 }], x: 1 };
    expect(
      apply(document, [
        { target: '$.list[?(@.gone)]', remove: true },
        { target: '$.x', remove: true },
      ]).root,
    ).toEqual({ list: [{ n: 1 }, { n: 4 }] });
  });
  it('works in order, each action on what the one before made', () => {
    expect(
      apply({ a: {} }, [
        { target: '$.a', update: { b: {} } },
        { target: '$.a.b', update: { c: 1 } },
      ]).root,
    ).toEqual({ a: { b: { c: 1 } } });
  });
  it('gives each target a copy of its own', () => {
    const actions = [
      { target: '$.l[*]', update: { o: { n: 0 } } },
      { target: '$.l[0].o', update: { n: 1 } },
    ];
    expect(apply({ l: [{}, {}] }, actions).root).toEqual({ l: [{ o: { n: 1 } }, { o: { n: 0 } }] });
  });
  it('brings the places of its own text along', () => {
    const { document } = apply({ a: {} }, [{ target: '$.a', update: { b: { c: 1 } } }]);
    const { a } = document.root as { readonly a: { readonly b: object } };
    expect(document.places.of(a, 'b')).toMatchObject({ file: 'o.yaml' });
    expect(document.places.of(a.b, 'c')).toMatchObject({ file: 'o.yaml' });
  });
  it('pollutes no prototype', () => {
    const report = createReport();
    const document = parseDocument('d.yaml', 'a: {}', report);
    if (document)
      applyOverlay(
        document,
        'o.yaml',
        '{"overlay":"1.0.0","actions":[{"target":"$.a","update":{"__proto__":{"bad":1}}}]}',
        report,
      );
    expect(({} as { bad?: number }).bad).toBeUndefined();
  });
  it.each<[string, Json, string]>([
    ['whose target is not there', [{ target: '$.nope', update: {} }], 'overlay-no-match'],
    ['whose target cannot be read', [{ target: '$.[', update: {} }], 'overlay-target'],
    ['without a target', [{ update: {} }], 'not-an-overlay'],
  ])('%s is reported and changes nothing', (_, actions, code) => {
    const { root, codes } = apply({ a: 1 }, actions);
    expect([root, codes]).toEqual([{ a: 1 }, [code]]);
  });
  it('must say that it is one', () => {
    const report = createReport();
    const document = parseDocument('d.yaml', 'a: 1', report);
    expect(document && applyOverlay(document, 'o.yaml', 'actions: []', report)).toEqual([]);
    expect(report.diagnostics[0]?.code).toBe('not-an-overlay');
  });
});
