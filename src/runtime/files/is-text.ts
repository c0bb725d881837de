import { isUtf8 } from 'node:buffer';

/** Bytes that happen to be UTF-8 are no text where the type says so. */
export function isText(bytes: Buffer, mimeType: string | undefined): boolean {
  const isMedia = /^(?:image|audio|video|font)\/(?!svg\+xml)/i.test(mimeType ?? '');
  return !isMedia && isUtf8(bytes) && !bytes.includes(0);
}
