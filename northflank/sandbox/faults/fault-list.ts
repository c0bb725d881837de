import type { Random } from '../random.ts';
import type { Fault } from './fault.ts';

/** Which faults there are just now, and whom they strike. */
export interface FaultList {
  add(faults: readonly Fault[]): void;
  clear(): void;
  /** Each fault with how many requests it had to do with, and how many of them it struck. */
  list(): readonly { [Name in 'spec' | 'seen' | 'struck']: string | number }[];
  /** What goes wrong with a request: it may be slow, and one thing more may befall it. */
  strike(method: string, path: string): Blow;
}

export interface Blow {
  /** In real milliseconds. */
  readonly latency: number;
  readonly fault: Fault | undefined;
}

interface Entry {
  readonly fault: Fault;
  seen: number;
  struck: number;
}

/** @param random decides where faults have a rate */
export function createFaultList(faults: readonly Fault[], random: Random): FaultList {
  let entries = faults.map(asEntry);

  const strikes = (entry: Entry): boolean => {
    const { skip, count, rate } = entry.fault;
    entry.seen += 1;
    if (entry.seen <= skip || entry.struck >= count) return false;
    if (rate < 1 && random.fraction() >= rate) return false;
    entry.struck += 1;
    return true;
  };

  return {
    add(more) {
      entries = [...entries, ...more.map(asEntry)];
    },
    clear() {
      entries = [];
    },
    list: () => entries.map(({ fault, seen, struck }) => ({ spec: fault.spec, seen, struck })),
    strike(method, path) {
      let latency = 0;
      let found: Fault | undefined;
      const short = path.replace(/^\/v1(\/teams\/[^/]+(?=\/projects))?/, '');
      for (const entry of entries) {
        const { fault } = entry;
        if ((fault.method ?? method) !== method || !fault.matches(short)) continue;
        if (fault.kind === 'latency') latency += strikes(entry) ? (fault.value ?? 0) : 0;
        else if (found === undefined && strikes(entry)) found = fault;
      }
      return { latency, fault: found };
    },
  };
}

function asEntry(fault: Fault): Entry {
  return { fault, seen: 0, struck: 0 };
}
