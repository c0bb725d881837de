/**
 * So deep may lists and objects stand inside one another. Checking, mapping and writing JSON are recursive, and can do
 * some five times that.
 */
export const deepestNesting = 1000;

/**
 * Whether lists and objects stand inside one another more than `limit` levels deep. What comes after us (validation,
 * mapping, writing JSON) walks values recursively; a bound here keeps all of it off the end of the stack.
 */
export function isNestedDeeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isNestedDeeperThan(limit - 1, item));
  for (const name in value) {
    if (isNestedDeeperThan(limit - 1, value[name as keyof typeof value])) return true;
  }
  return false;
}
