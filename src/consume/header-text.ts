/** Whether it is a token (RFC 9110 §5.1). */
export function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+\-.^`|~]+$/.test(name);
}

/** A line break would begin another header (RFC 9110 §5.5), and a character over U+00FF has no byte. */
export function isHeaderText(text: string): boolean {
  return /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(text);
}
