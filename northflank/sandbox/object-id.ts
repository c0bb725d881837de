import type { Random } from './random.ts';

export interface ObjectIds {
  next(): string;
  /** How many there were, for another to go on from here. */
  count(): number;
}

/**
 * Makes ids of 24 hexadecimal digits, as the API has them in cursors and names of runs. Later ids sort after earlier
 * ones, so an id says where in a list to go on even when its entry is gone.
 */
export function createObjectIds(random: Random, made = 0): ObjectIds {
  let count = made;
  return {
    next: () => (0x68000000 + count++).toString(16) + random.hex(16),
    count: () => count,
  };
}

export function isObjectId(text: string): boolean {
  return /^[0-9a-f]{24}$/.test(text);
}
