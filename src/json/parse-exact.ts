import type { Json } from './json.ts';

/** A string, or a number; no other token of JSON holds digits. */
const digits = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses JSON without losing digits: a whole number beyond what a number holds exactly (2^53) becomes its text, for an id
 * with other digits is another id.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseExact(text: string): Json {
  // Hardly any answer has so many digits in a row, and looking for them costs little.
  if (!/\d{16}/.test(text)) return JSON.parse(text) as Json; // JSON.parse yields nothing else
  const quoted = text.replaceAll(digits, (token) => (isLost(token) ? `"${token}"` : token));
  return JSON.parse(quoted) as Json; // as above
}

function isLost(token: string): boolean {
  return /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));
}
