import type { Inputs, Json, Outcome } from '../../../src/index.ts';
import type { Start } from './start.ts';
import type { Verdict } from './verdict.ts';

/** What is different between starting a run and creating a job. */
export interface StartKind {
  /** Where it takes effect. */
  placeOf(inputs: Inputs): string;
  /** The inputs as they are sent: maybe with something in them by which the start can be found again. */
  mark(inputs: Inputs, start: Start): Inputs;
  /** What an answer says of a start that took effect; undefined when it does not. */
  answerOf(outcome: Outcome): Json | undefined;
  /** What of an answer may stand in a file. */
  keep(answer: Json): Json;
  /** Finds out what became of a start whose answer was lost. Never rejects. */
  reconcile(start: Start, inputs: Inputs): Promise<Verdict>;
}
