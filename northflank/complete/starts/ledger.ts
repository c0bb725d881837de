import { randomUUID } from 'node:crypto';
import type { Json } from '../../../src/index.ts';
import { openJournal, type Journal } from './journal.ts';
import { isLine, type Line } from './line.ts';
import type { Start } from './start.ts';

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
  /** Remembers a start that is about to be sent. Only once `written` has resolved may it be. */
  begin(start: NewStart, answered: Promise<void>): { readonly start: Start; readonly written: Promise<void> };
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
  const places = new Map<string, Set<Start>>();
  const alike = new Map<string, Set<Start>>();

  const add = (start: Start): void => {
    starts.set(start.id, start);
    indexUnder(places, start.place, start);
    indexUnder(alike, start.identity, start);
  };
  const remove = (start: Start): void => {
    if (starts.get(start.id) === start) starts.delete(start.id);
    removeUnder(places, start.place, start);
    removeUnder(alike, start.identity, start);
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
      add({ ...line.begin, state: { kind: 'lost', until }, openUntil: until + retryWindow });
      return;
    }
    const start = starts.get('answer' in line ? line.answer.id : line.drop);
    if (!start) return;
    if ('drop' in line) remove(start);
    else settle(start, line.answer);
  }

  function settle(
    start: Start,
    { answer, answeredAt }: { readonly answer: Json; readonly answeredAt?: number | undefined },
  ): void {
    start.state = { kind: 'done', answer, answeredAt };
    start.openUntil = undefined;
  }

  /** What cannot be written is looked for at the API after a restart. */
  const write = (line: Line): Promise<void> => journal.write(line).catch(() => undefined);

  return {
    find: (id) => (forgetOld(), starts.get(id)),
    openFor: (identity) =>
      [...(alike.get(identity) ?? [])].find(({ keyed, openUntil = 0 }) => !keyed && openUntil >= Date.now()),
    in: (place) => places.get(place) ?? [],
    begin({ id, ...rest }, answered) {
      forgetOld();
      const correlation = randomUUID();
      const start: Start = {
        id: id ?? correlation,
        keyed: id !== undefined,
        ...rest,
        at: Date.now(),
        correlation,
        state: { kind: 'sending', answered },
      };
      add(start);
      return { start, written: journal.write({ begin: lineOf(start) }) };
    },
    answer(start, answer, { kept = answer, answeredAt } = {}) {
      start.state = { kind: 'done', answer, answeredAt };
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
  const begin = { begin: lineOf(start) };
  return state.kind === 'done'
    ? [begin, { answer: { id, answer: state.answer, answeredAt: state.answeredAt } }]
    : [begin];
}

function indexUnder(index: Map<string, Set<Start>>, name: string, start: Start): void {
  const known = index.get(name);
  if (known) known.add(start);
  else index.set(name, new Set([start]));
}

function removeUnder(index: Map<string, Set<Start>>, name: string, start: Start): void {
  const known = index.get(name);
  known?.delete(start);
  if (known?.size === 0) index.delete(name);
}
