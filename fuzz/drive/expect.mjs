/** @throws Error with the message when it does not hold. */
export function expect(holds, message) {
  if (!holds) throw new Error(typeof message === 'function' ? message() : message);
}

/** A text made short enough to be read. */
export function short(text) {
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length})` : text;
}
