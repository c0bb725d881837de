/** An input value as text: texts as they are, numbers and truth values as JSON writes them, anything else as JSON. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A value in a header; a list is its items with commas between (OpenAPI's `simple` style). */
export function asHeaderText(value: unknown): string {
  return Array.isArray(value) ? value.map(asText).join(',') : asText(value);
}

/**
 * Percent-encodes a value for one path segment or one query name or value (RFC 3986 §2.1): everything but unreserved
 * characters and `!'()*`, so that `/`, `?` and `#` in a value never take part in the URL's structure.
 *
 * @throws URIError when the text holds half a surrogate pair, which no encoding exists for.
 */
export function encodeValue(value: unknown): string {
  return encodeURIComponent(asText(value));
}

/**
 * A text as it is, to be sent in UTF-8, which would silently put another character in the place of half a surrogate pair.
 *
 * @throws URIError when the text holds one.
 */
export function wholeCharacters(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new URIError('Half a surrogate pair has no encoding');
  return text;
}

/** Encodes the characters of a written path that may not stand in a request line, and leaves its structure alone. */
export function encodeLiteral(path: string): string {
  return path.replaceAll(/[^\w\-.~!$&'()*+,;=:@/%?]+/g, (unsafe) =>
    // Half a surrogate pair has no encoding; what stands for it is what UTF-8 decoders put in its place.
    encodeURIComponent(unsafe.toWellFormed()),
  );
}
