import type { Ledger } from './ledger.ts';
import { isLostStart, type Start } from './start.ts';

export interface AfterOthersOptions {
  readonly ledger: Ledger;
  /** Finds out what became of a lost start. */
  readonly lookFor: (lost: Start) => Promise<unknown>;
}

/** So long a start waits for those before it, in milliseconds. */
const longest = 10_000;

/**
 * Does something once it is known what became of the starts before, where they are of the same place and ask for something
 * else: when two of them are lost, nobody can tell which of them a run belongs to. One that was looked for in vain is not
 * waited for, and none for long.
 *
 * @param send is called in the same moment in which there is none to wait for, so that no other gets in between.
 */
export async function afterOthers<T>(
  start: Start,
  { ledger, lookFor }: AfterOthersOptions,
  send: () => Promise<T>,
): Promise<T> {
  const others = (): readonly Start[] =>
    [...ledger.openIn(start.place)].filter(
      (other) => other.fingerprint !== start.fingerprint && !(isLostStart(other) && other.state.isSought),
    );
  const until = Date.now() + longest;
  for (let before = others(); before.length > 0; before = others()) {
    const left = until - Date.now();
    if (left <= 0) {
      for (const other of before) if (isLostStart(other)) ledger.leave(other);
      break;
    }
    const known = before.map((other) => other.pending ?? lookFor(other));
    await within(left, Promise.allSettled(known));
  }
  return send();
}

/** Resolves with a promise, or after so many milliseconds. */
async function within(milliseconds: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([promise, end]);
  clearTimeout(timer);
}
