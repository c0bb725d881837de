import { hash } from 'node:crypto';
import type { Json } from '../../../src/index.ts';
import { isObject } from '../outcomes.ts';

/** A text that two requests share exactly when they ask for the same. */
export function fingerprint(parts: readonly (Json | undefined)[]): string {
  return hash('sha256', JSON.stringify(parts, sorted), 'base64url');
}

/** The order of an object's members means nothing. */
function sorted(_name: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
