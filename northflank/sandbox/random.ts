/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** A whole number from `low` up to, but not including, `high`. */
  between(low: number, high: number): number;
  /** From 0 up to, but not including, 1. */
  fraction(): number;
  /** So many hexadecimal digits. */
  hex(digits: number): string;
  /** A UUID of version 4 (RFC 9562). */
  uuid(): string;
  /** The seed with which another goes on from here. */
  state(): number;
}

/** Nothing here is secret or safe from guessing: the ids of a sandbox are to be the same each time. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  // Tommy Ettinger's generator (mulberry32): 32 bits of state are plenty for ids that need no more than to differ.
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(fraction() * 16).toString(16)).join('');
  return {
    between: (low, high) => low + Math.floor(fraction() * (high - low)),
    fraction,
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'.charAt(Math.floor(fraction() * 4))}${hex(3)}-${hex(12)}`,
    state: () => state,
  };
}
