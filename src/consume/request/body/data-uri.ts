/** A file within a text: `data:image/png;base64,iVBOR…` (RFC 2397). */
export interface DataUri {
  readonly mediaType: string;
  /** Undefined when the base64 cannot be read. */
  readonly bytes: Buffer | undefined;
}

/** @returns undefined when the text is no data: URI in base64. */
export function readDataUri(text: string): DataUri | undefined {
  const head = /^data:([^,]*);base64,/i.exec(text);
  if (!head) return undefined;
  const encoded = text.slice(head[0].length);
  return {
    mediaType: head[1] || 'text/plain;charset=US-ASCII',
    bytes: isBase64(encoded) ? Buffer.from(encoded, 'base64') : undefined,
  };
}

/** Buffer.from would read past anything that is none. Padding may be missing, and the alphabet may be the one for URLs (RFC 4648 §5). */
function isBase64(text: string): boolean {
  return /^[\w+/-]*={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1;
}
