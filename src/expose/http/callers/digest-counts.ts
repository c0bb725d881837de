/** Sees to it that each count of a nonce is used once (RFC 7616 §3.4.5): a request that is heard twice is a replay. */
export interface NonceCounts {
  /**
   * Whether this is the first time, and whether that is certain.
   *
   * @param madeAt when the nonce was made, in milliseconds since 1970.
   */
  use(nonce: string, madeAt: number, count: number): boolean;
}

interface Used {
  readonly madeAt: number;
  highest: number;
  /** A bit for each count from the highest downwards: parallel connections overtake each other. */
  recent: number;
}

/** How far behind the highest a count may come; the bits there are. */
const window = 32;

/** @param limit how many nonces are remembered; those older than a forgotten one are no longer taken. */
export function createNonceCounts(limit = 10_000): NonceCounts {
  const known = new Map<string, Used>();
  let forgottenUntil = 0;
  const remember = (nonce: string, used: Used): void => {
    known.set(nonce, used);
    if (known.size <= limit) return;
    for (const [oldest, { madeAt }] of known) {
      known.delete(oldest);
      forgottenUntil = Math.max(forgottenUntil, madeAt);
      return;
    }
  };
  return {
    use(nonce, madeAt, count) {
      const used = known.get(nonce);
      if (!used) {
        if (madeAt <= forgottenUntil) return false;
        remember(nonce, { madeAt, highest: count, recent: 1 });
        return true;
      }
      const behind = used.highest - count;
      if (behind < 0) {
        used.recent = -behind >= window ? 1 : (used.recent << -behind) | 1;
        used.highest = count;
        return true;
      }
      const bit = 1 << behind;
      if (behind >= window || (used.recent & bit) !== 0) return false;
      used.recent |= bit;
      return true;
    },
  };
}
