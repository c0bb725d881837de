import type { Json } from '../../../json/json.ts';
import { isObject } from '../../../json/json.ts';
import type { Caller } from '../../../operation/caller.ts';
import type { Seal } from '../seal.ts';

/** What a task's id says of it: nothing of a task is remembered here. */
export interface TaskIdentity {
  readonly tool: string;
  readonly handle: Json;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Milliseconds for which a task can be looked at after it was created: a day. */
export const taskLifetime = 86_400_000;

/** The ids of tasks: sealed, good for a day, and for the caller alone who has the task. */
export interface TaskIds {
  write(identity: TaskIdentity, caller: Caller | undefined): string;
  /** @returns undefined for an id that was not given to this caller, or has expired. */
  read(id: unknown, caller: Caller | undefined): TaskIdentity | undefined;
}

export function createTaskIds(seal: Seal): TaskIds {
  const purposeOf = (caller: Caller | undefined): string => `task ${caller?.id ?? ''}`;
  return {
    write: ({ tool, handle, createdAt }, caller) =>
      seal.close(purposeOf(caller), { tool, handle, createdAt }, taskLifetime),
    read(id, caller) {
      if (typeof id !== 'string') return undefined;
      const opened = seal.open(purposeOf(caller), id);
      if (!('value' in opened) || !isObject(opened.value)) return undefined;
      return opened.value as Json & TaskIdentity; // sealed above
    },
  };
}
