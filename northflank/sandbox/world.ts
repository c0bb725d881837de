import type { Change } from './state/change.ts';
import { createClock, shownBy, type ClockSetting, type SettableClock } from './clock.ts';
import { noJournal, type Journal } from './journal/journal.ts';
import type { DataFile } from './journal/open-data-file.ts';
import { createObjectIds } from './object-id.ts';
import { createRandom } from './random.ts';
import type { SandboxOptions } from './sandbox-options.ts';
import { seedProject } from './state/seed-jobs.ts';
import { applyChange, changesOf, type State } from './state/state.ts';
import { createStore, type Store } from './state/store.ts';

/** What a sandbox holds, and its time. */
export interface World {
  readonly store: Store;
  readonly clock: SettableClock;
  /** Resolves once all that has changed so far is kept for good. */
  settled(): Promise<void>;
  /** Keeps that the clock was put forward. */
  clockMoved(): Promise<void>;
  close(): Promise<void>;
}

export type WorldOptions = Required<Pick<SandboxOptions, 'projects' | 'speed' | 'seed'>> & Pick<SandboxOptions, 'data'>;

/**
 * Begins a world, or goes on with the one in the file: its clock went on meanwhile, and its ids go on where they ended.
 *
 * @throws {DataFileError} for a file that cannot be used.
 */
export async function openWorld({ projects, speed, seed, data }: WorldOptions): Promise<World> {
  const file = data === undefined ? undefined : await openFile(data);
  const state: State = new Map();
  for (const change of file?.changes ?? []) applyChange(state, change);

  const before = lastSetting(file?.changes ?? []);
  const clock = createClock(speed, before && shownBy(before));
  const random = createRandom(file?.position?.random ?? seed);
  const ids = createObjectIds(random, file?.position?.ids);
  let journal: Journal = noJournal;
  const store = createStore({ state, now: clock.now, random, ids, record: (change) => journal.record(change) });
  for (const id of projects) if (!state.has(id)) seedProject(store, id);

  if (file) {
    const kept: Iterable<Change> = [{ put: 'clock', clock: clock.setting() }, ...changesOf(state)];
    journal = await file.begin(kept, () => ({ random: random.state(), ids: ids.count() }));
  }
  return {
    store,
    clock,
    settled: () => journal.settled(),
    clockMoved() {
      journal.record({ put: 'clock', clock: clock.setting() });
      return journal.settled();
    },
    close: () => journal.close(),
  };
}

async function openFile(data: string): Promise<DataFile> {
  const { openDataFile } = await import('./journal/open-data-file.ts');
  return openDataFile(data);
}

function lastSetting(changes: readonly Change[]): ClockSetting | undefined {
  return changes.findLast((change) => 'put' in change && change.put === 'clock')?.clock;
}
