/**
 * How many nodes a tree has when every alias is written out; infinite when one contains itself. Each node is visited
 * once, so a text that would grow beyond all bounds is measured as fast as any other.
 */
export function expandedSize(node: unknown, known = new Map<object, number>()): number {
  if (typeof node !== 'object' || node === null) return 1;
  const counted = known.get(node);
  if (counted !== undefined) return counted;
  known.set(node, Infinity); // what is met again before it is counted contains itself
  let size = 1;
  for (const part of Object.values(node)) size += expandedSize(part, known);
  known.set(node, size);
  return size;
}
