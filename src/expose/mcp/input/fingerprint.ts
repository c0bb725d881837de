import { createHash } from 'node:crypto';

import { isObject } from '../../../json/json.ts';

/** A short text that two requests have in common only when they ask for the same: same parts, same members in any order. */
export function fingerprint(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts, sorted)).digest('base64url');
}

function sorted(_name: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
