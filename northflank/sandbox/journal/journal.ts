import type { Change } from '../state/change.ts';

/** Keeps changes where they outlast the process. */
export interface Journal {
  record(change: Change): void;
  /** Resolves once everything recorded so far is kept for good. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** For a sandbox that lives in memory. */
export const noJournal: Journal = {
  record: () => undefined,
  settled: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
