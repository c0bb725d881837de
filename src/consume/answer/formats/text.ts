const decoder = new TextDecoder('utf-8');

/** The text of an answer: UTF-8, without a byte order mark. What is not UTF-8 becomes U+FFFD. */
export function textOf(bytes: Buffer): string {
  return decoder.decode(bytes);
}
