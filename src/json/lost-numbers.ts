/** A number, or a text, in which there may be digits that are none. */
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/**
 * Whether parsing a JSON text would make other numbers of some in it: of an integer with more digits than a double holds
 * (RFC 8259 §6), such as the id of another thing, or of one that is too large for any.
 *
 * @param text valid JSON.
 */
export function losesNumbers(text: string): boolean {
  // Most texts have no number that is long or written with an exponent, and need not be looked at closely.
  if (!/\d{16}|\d[eE]/.test(text)) return false;
  for (const [found] of text.matchAll(token)) if (!found.startsWith('"') && isLost(found)) return true;
  return false;
}

function isLost(written: string): boolean {
  const number = Number(written);
  if (!Number.isFinite(number)) return true;
  // Some doubles hold more digits than they are written with.
  return /^-?\d+$/.test(written) && !Number.isSafeInteger(number) && String(number) !== written;
}
