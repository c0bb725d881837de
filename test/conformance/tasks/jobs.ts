import { randomUUID } from 'node:crypto';
import type { Json } from '../../../src/index.ts';

/** Work that goes on by itself. */
export interface Job {
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly ends: number;
  isCancelled: boolean;
  /** By the names of the questions. */
  readonly answers: Map<string, unknown>;
}

/** Stands in for what an upstream would remember: Capstan itself remembers no task. */
export interface Jobs {
  /** @returns the id of the job. */
  begin(subject: string, milliseconds: number): string;
  find(id: Json): Job | undefined;
}

export function createJobs(): Jobs {
  const jobs = new Map<Json, Job>();
  return {
    begin(subject, milliseconds) {
      const id = randomUUID();
      jobs.set(id, { subject, ends: Date.now() + milliseconds, isCancelled: false, answers: new Map() });
      return id;
    },
    find: (id) => jobs.get(id),
  };
}
