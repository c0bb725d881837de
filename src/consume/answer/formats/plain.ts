import { isObject, type Json } from '../../../json/json.ts';
import { UndecodableAnswer } from './errors.ts';
import { finite } from './numbers.ts';

const limits = { depth: 100, nodes: 1_000_000 };

/**
 * Writes out a tree of mappings, lists and scalars as JSON, each node for itself. Shared nodes are bounded, for a few bytes of references
 * can unfold to gigabytes. Numbers that JSON lacks become the texts `NaN`, `Infinity` and `-Infinity`.
 */
export function plainJson(tree: unknown): Json {
  let nodes = 0;
  const copy = (node: unknown, depth: number): Json => {
    nodes += 1;
    if (nodes > limits.nodes || depth > limits.depth)
      throw new UndecodableAnswer('The references in the answer unfold to too much, or to themselves.');
    if (Array.isArray(node)) return node.map((item: unknown) => copy(item, depth + 1));
    if (isObject(node))
      return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, copy(value, depth + 1)]));
    return scalar(node);
  };
  return copy(tree, 0);
}

function scalar(value: unknown): Json {
  if (typeof value === 'number') return finite(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return null;
}
