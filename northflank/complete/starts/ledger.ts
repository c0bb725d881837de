import { randomUUID } from 'node:crypto';
import type { Json } from '../../../src/index.ts';
import { createGroups } from './groups.ts';
import { openJournal, type Journal } from './journal.ts';
import { isLine, type Line } from './line.ts';
import { isLostStart, type Done, type Start } from './start.ts';

export type NewStart = Pick<Start, 'identity' | 'fingerprint' | 'place'> & {
  /** Undefined for one without a key. */
  readonly id: string | undefined;
};

/** Remembers starts for a while, over a restart where it has a file. */
export interface Ledger {
  find(id: string): Start | undefined;
  /** A start without a key that the same request is a repeat of, because its caller went away without its answer. */
  openFor(identity: string): Start | undefined;
  /** Those in one place, answered and not. */
  in(place: string): Iterable<Start>;
  /** Those in one place that are under way or lost. */
  openIn(place: string): Iterable<Start>;
  /** Remembers a start that is to be sent. */
  add(start: NewStart): Start;
  /** Notes that a start is about to be sent. Only once this has resolved may it be. */
  begin(start: Start, answered: Promise<void>): Promise<void>;
  /** Notes that the answer of a start is lost. */
  lose(start: Start): Promise<void>;
  /** Notes that a lost start was looked for in vain. `among` are the runs of which it may have started one. */
  leave(start: Start, among?: readonly string[]): void;
  /** Keeps an answer. `kept` stands in its place in the file; `answeredAt` is when it came. */
  answer(start: Start, answer: Json, more?: { readonly kept?: Json; readonly answeredAt?: number }): Promise<void>;
  /** Forgets a start that did not take effect. */
  drop(start: Start): Promise<void>;
}

export interface LedgerOptions {
  readonly file: string | undefined;
  /** How long starts are remembered, in milliseconds. */
  readonly lifetime: number;
}

/** How long a caller that went away without its answer gets that answer when it asks again, in milliseconds. */
export const retryWindow = 30_000;

/** @throws DataFileInUse, and the error of the file system when the file cannot be read or written. */
export async function openLedger({ file, lifetime }: LedgerOptions): Promise<Ledger> {
  // In the order of their beginning, so that what is too old stands first.
  const starts = new Map<string, Start>();
  const places = createGroups<Start>();
  const alike = createGroups<Start>();
  /** By their places, too. */
  const open = createGroups<Start>();

  const add = (start: Start): void => {
    // A file that was just written anew may say of a start twice that it begins.
    const same = starts.get(start.id);
    if (same) remove(same);
    starts.set(start.id, start);
    places.add(start.place, start);
    alike.add(start.identity, start);
  };
  const remove = (start: Start): void => {
    if (starts.get(start.id) === start) starts.delete(start.id);
    places.remove(start.place, start);
    alike.remove(start.identity, start);
    open.remove(start.place, start);
  };
  const forgetOld = (): void => {
    for (const start of starts.values()) {
      if (start.at > Date.now() - lifetime) return;
      remove(start);
    }
  };

  const journal: Journal = file === undefined ? { write: () => written } : await readAndBegin(file);

  async function readAndBegin(name: string): Promise<Journal> {
    const opened = await openJournal(name);
    for (const line of opened.lines) if (isLine(line)) replay(line);
    forgetOld();
    return opened.begin({ live: () => Array.from(starts.values()).flatMap(linesOf) });
  }

  function replay(line: Line): void {
    if ('begin' in line) {
      // It was under way when the process ended: nobody got an answer.
      const until = Date.now();
      const start: Start = { ...line.begin, state: { kind: 'lost', until }, openUntil: until + retryWindow };
      add(start);
      open.add(start.place, start);
      return;
    }
    const start = starts.get('lost' in line ? line.lost.id : 'answer' in line ? line.answer.id : line.drop);
    if (!start) return;
    if ('drop' in line) return remove(start);
    if ('lost' in line) {
      start.state = { kind: 'lost', until: line.lost.until };
      return;
    }
    close(start, line.answer);
    start.openUntil = undefined;
  }

  function close(start: Start, { answer, answeredAt }: Pick<Done, 'answer' | 'answeredAt'>): void {
    start.state = { kind: 'done', answer, answeredAt };
    open.remove(start.place, start);
  }

  /** What cannot be written is looked for at the API after a restart. */
  const write = (line: Line): Promise<void> => journal.write(line).catch(() => undefined);

  return {
    find: (id) => (forgetOld(), starts.get(id)),
    openFor: (identity) =>
      [...alike.under(identity)].find(({ keyed, openUntil = 0 }) => !keyed && openUntil >= Date.now()),
    in: (place) => places.under(place),
    openIn: (place) => open.under(place),
    add({ id, ...rest }) {
      forgetOld();
      const correlation = randomUUID();
      const start: Start = {
        id: id ?? correlation,
        keyed: id !== undefined,
        ...rest,
        at: Date.now(),
        correlation,
        state: { kind: 'waiting' },
      };
      add(start);
      return start;
    },
    begin(start, answered) {
      start.at = Date.now();
      start.earlier = [...open.under(start.place)].filter(isLostStart).flatMap(({ state }) => state.among ?? []);
      start.state = { kind: 'sending', answered };
      open.add(start.place, start);
      return journal.write({ begin: lineOf(start) });
    },
    lose(start) {
      const until = Date.now();
      start.state = { kind: 'lost', until };
      return write({ lost: { id: start.id, until } });
    },
    leave(start, among = []) {
      if (!isLostStart(start)) return;
      start.state = { ...start.state, isSought: true, ...(among.length > 0 && { among }) };
    },
    answer(start, answer, { kept = answer, answeredAt } = {}) {
      close(start, { answer, answeredAt });
      return write({ answer: { id: start.id, answer: kept, answeredAt } });
    },
    drop(start) {
      remove(start);
      return write({ drop: start.id });
    },
  };
}

const written = Promise.resolve();

function lineOf({ id, keyed, identity, fingerprint, place, at, correlation }: Start): object {
  return { id, keyed, identity, fingerprint, place, at, correlation };
}

function linesOf(start: Start): readonly object[] {
  const { id, state } = start;
  if (state.kind === 'waiting') return [];
  const begin = { begin: lineOf(start) };
  if (state.kind === 'lost') return [begin, { lost: { id, until: state.until } }];
  if (state.kind === 'done') return [begin, { answer: { id, answer: state.answer, answeredAt: state.answeredAt } }];
  return [begin];
}
