import type { Json } from '../../../json/json.ts';

/**
 * How many characters a value has as compact JSON, counted no further than just beyond `limit`: of a long answer no more is
 * looked at than is needed.
 */
export function sizeUpTo(limit: number, value: Json): number {
  if (typeof value === 'string') return value.length > limit ? value.length : JSON.stringify(value).length;
  if (typeof value !== 'object' || value === null) return String(value).length;
  let size = 2;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) {
      if (size > limit) break;
      size += sizeUpTo(limit - size, item) + 1;
    }
    return size;
  }
  for (const [name, member] of Object.entries(value)) {
    if (size > limit) break;
    size += JSON.stringify(name).length + 2 + sizeUpTo(limit - size, member);
  }
  return size;
}
