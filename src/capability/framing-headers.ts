const names = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'keep-alive',
  'te',
  'trailer',
]);

/** Whether a header is about the connection or the body's framing: the HTTP client writes these itself (RFC 9110 §7.6.1, §8.6). */
export function isFramingHeader(name: string): boolean {
  return names.has(name.toLowerCase());
}
