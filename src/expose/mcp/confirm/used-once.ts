/** Knows what has been used, so that it is not used again. */
export interface UsedOnce {
  /** @returns whether this is the first time. */
  take(what: string): boolean;
}

/** @param lifetime milliseconds after which what was used could not be used anyway, so that it may be forgotten. */
export function createUsedOnce(lifetime: number): UsedOnce {
  // In the order of their use, which is also the order in which they may be forgotten.
  const used = new Map<string, number>();
  return {
    take(what) {
      const now = Date.now();
      for (const [old, until] of used) {
        if (until > now) break;
        used.delete(old);
      }
      if (used.has(what)) return false;
      used.set(what, now + lifetime);
      return true;
    },
  };
}
