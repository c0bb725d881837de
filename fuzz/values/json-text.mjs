import { isDeepStrictEqual } from 'node:util';

/** A number as it is written; two are equal when they mean the same. */
const numberMark = '\0number ';

/** Parses JSON and keeps what numbers are written with, for `JSON.parse` would lose digits. */
export function parseExactly(text) {
  const marked = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs, (token) =>
    token.startsWith('"') ? token : JSON.stringify(numberMark + meaningOf(token)),
  );
  return JSON.parse(marked);
}

/** An integer to the last digit; of other numbers what a double holds of them. */
function meaningOf(number) {
  return /^-?\d+$/.test(number)
    ? String(BigInt(number))
    : String(Number(number)).replace(/^(-?\d+)$/, (all) => String(BigInt(all)));
}

/** Whether two values that were parsed exactly are the same; a member that is null is one that is not there. */
export function areSame(one, other) {
  return isDeepStrictEqual(one ?? null, other ?? null);
}

/** Whether a text is what a value becomes where there are only texts: itself, or JSON. */
export function isTextOf(value, text) {
  if (value === undefined || value === null) return text === '';
  if (typeof value === 'string' && !value.startsWith(numberMark)) return value === text;
  try {
    return areSame(parseExactly(text), value);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
