const encoded = /^=\?base64\?(.*)\?=$/s;

/**
 * The text of a header that MCP 2026-07-28 lets clients encode as `=?base64?…?=`, because headers hold ASCII alone;
 * anything else stands for itself. Null when the Base64 is not exactly that of a UTF-8 text.
 */
export function decodeHeaderValue(value: string): string | null {
  const payload = encoded.exec(value)?.[1];
  if (payload === undefined) return value;
  const text = Buffer.from(payload, 'base64').toString('utf8');
  // Node skips what is no Base64 and replaces what is no UTF-8; either way the text no longer encodes to the payload.
  return Buffer.from(text, 'utf8').toString('base64') === payload ? text : null;
}
