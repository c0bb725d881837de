import type { Listed } from '../request/pagination.ts';
import type { Random } from '../random.ts';
import type { Fate } from '../steering.ts';

/** A build of a job's repository, with all that will become of it. Times are in milliseconds. */
export interface Build extends Listed, Fate {
  /** Two words and a number, such as `joyous-view-6290`. */
  readonly id: string;
  readonly projectId: string;
  readonly jobId: string;
  readonly branch: string;
  /** The commit. */
  readonly sha: string;
  readonly createdAt: number;
  readonly abortedAt?: number;
}

const adjectives = ['amber', 'brisk', 'calm', 'eager', 'gentle', 'joyous', 'lucid', 'premium', 'quiet', 'vivid'];
const nouns = ['bridge', 'cloud', 'garden', 'guide', 'harbor', 'meadow', 'orchard', 'river', 'signal', 'view'];

export function buildId(random: Random): string {
  const word = (words: readonly string[]): string => words[random.between(0, words.length)] ?? '';
  return `${word(adjectives)}-${word(nouns)}-${random.between(1000, 10_000)}`;
}

/** When a build is in which state: from this part of its time on. */
const phases = [
  ['QUEUED', 0],
  ['PENDING', 0.05],
  ['STARTING', 0.1],
  ['CLONING', 0.2],
  ['BUILDING', 0.3],
  ['UPLOADING', 0.85],
] as const;

export type BuildStatus = (typeof phases)[number][0] | 'SUCCESS' | 'FAILURE' | 'ABORTED';

export interface BuildState {
  readonly status: BuildStatus;
  readonly since: number;
  readonly concluded: boolean;
}

export function stateOf(build: Build, now: number): BuildState {
  const { createdAt, tryTime, abortedAt } = build;
  const ends = createdAt + tryTime;
  if (abortedAt !== undefined && abortedAt <= now) return { status: 'ABORTED', since: abortedAt, concluded: true };
  if (now >= ends) return { status: build.failures > 0 ? 'FAILURE' : 'SUCCESS', since: ends, concluded: true };
  const [status, begins] = phases.findLast(([, part]) => now >= createdAt + part * tryTime) ?? phases[0];
  return { status, since: createdAt + begins * tryTime, concluded: false };
}
