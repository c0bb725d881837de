import type { Json } from '../../json/json.ts';
import { textOf } from './text.ts';

/** Decodes JSON (RFC 8259). */
export function decodeJson(bytes: Buffer): Json {
  return JSON.parse(textOf(bytes)) as Json; // JSON.parse yields nothing else
}
