import type { Json } from '../../../src/index.ts';
import { isObject } from '../outcomes.ts';

/** What Northflank says of a run. */
export interface Run {
  readonly id: string;
  readonly runName: string;
  readonly status: string;
  readonly concluded: boolean;
  /** How many tries have ended. */
  readonly completions: number;
  readonly startedAt: string;
  readonly concludedAt?: string;
}

export function isRun(value: Json | undefined): value is Json & Run {
  return isObject(value) && typeof value['id'] === 'string' && typeof value['startedAt'] === 'string';
}

/** In milliseconds since 1970. Northflank counts whole seconds. */
export function beganAt({ startedAt }: Run): number {
  return Date.parse(startedAt);
}
