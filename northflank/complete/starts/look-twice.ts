import type { Verdict } from './verdict.ts';

/** Looks for a lost start, and looks again after so many milliseconds unless it was found: it may still be on its way. */
export async function lookTwice(look: () => Promise<Verdict>, settle: number): Promise<Verdict> {
  const first = await look();
  if (first.kind === 'found') return first;
  await new Promise((resolve) => setTimeout(resolve, settle));
  return look();
}
