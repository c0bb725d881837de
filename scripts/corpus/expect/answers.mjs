import { entries } from '../document/entries.mjs';
import { deepEqual } from './compare.mjs';
import { afterPrefix } from '../document/names.mjs';
import { inventPayload, isUntouched, project, shapeOf } from './shapes.mjs';

/** Texts whose bytes JSON readers and writers change, though their values stay. */
const untouched = [
  '{}',
  '[1, 2.0, 1e3, 12345678901234567890]',
  '{ "b": 1,\n  "a": {"b": [null, true, "\\u00e9 é \\/"]}, "b2": "" }',
  '"only a text"',
  '[]',
  'null',
  '-0.10',
];

/**
 * What the upstream answers to a call, and what must be made of it.
 *
 * @returns `payload`, the text; and `check(answer)`, which yields what differs.
 */
export function expectAnswer(entry, operation, values, random) {
  const nothing = { payload: '{}', check: () => [] };
  if (entry.method === 'HEAD' || operation.method === 'HEAD' || operation.format !== 'json') return nothing;
  if (isUntouched(entry.outputs)) {
    const payload = random.pick(untouched);
    return { payload, check: (answer) => checkUntouched(payload, answer) };
  }
  const shape = shapeOf(entry.outputs);
  if (!shape) return nothing;
  const payload = inventPayload(shape, random);
  const expected = project(shape, payload, (name) => values.get(afterPrefix(name, entry.prefixes) ?? name));
  return { payload: JSON.stringify(payload), check: (answer) => checkValue(expected, answer, payload) };
}

/** What an entry answers that calls nothing: its fixed values. */
export function expectMock(entry, values) {
  const lookup = (name) => values.get(afterPrefix(name, entry.prefixes) ?? name);
  const members = entries(entry.outputs);
  if (members.length === 0 || members.some(({ name }) => name === undefined)) return undefined;
  return Object.fromEntries(members.map((one) => [one.name, isFixed(one) ? project(one, {}, lookup) : null]));
}

function isFixed({ value, const: constant, properties, items }) {
  return [value, constant, properties, items].some((part) => part !== undefined);
}

function checkUntouched(payload, { text, isTool }) {
  // A tool's answer may be written more compactly.
  const isSame = isTool ? text === payload || compact(text) === compact(payload) : text === payload;
  return isSame ? [] : [{ what: 'answer', expected: payload, got: text }];
}

export function checkValue(expected, { text }, payload) {
  let got;
  try {
    got = JSON.parse(text);
  } catch {
    got = text;
  }
  return deepEqual(expected, got) ? [] : [{ what: 'answer', expected, got, values: payload }];
}

/** Without the white space between tokens. */
function compact(text) {
  return text.replaceAll(/("(?:\\.|[^"\\])*")|\s+/g, (_, string) => string ?? '');
}
