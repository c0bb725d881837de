import type { Json } from '../json/json.ts';
import type { FailureCode } from './catalogue.ts';

/** One field of the caller's input that is not as it must be. */
export interface FieldProblem {
  /** Dotted path from the caller's point of view: `projectId`, `body.billing.deploymentPlan`, `body.tags.0`. */
  readonly field: string;
  /** What is wrong with it, in words that never quote the value (it may be a secret). */
  readonly message: string;
  readonly allowed?: readonly Json[];
}

/** Whether making the same call again can help: `never` as it is; `safe` any time; `check-first`: it may already have happened. */
export type Retry = 'never' | 'safe' | 'check-first';

/** A call that Capstan itself refused or could not finish. Faces translate it; nothing of it is secret. */
export interface Failure {
  readonly code: FailureCode;
  /** The HTTP status a REST face answers with. */
  readonly status: number;
  /** The cause in a sentence or two, and what to do about it. */
  readonly detail: string;
  readonly retry: Retry;
  readonly fields?: readonly FieldProblem[];
  /** Of a flow of steps that was under way. */
  readonly stopped?: StoppedFlow;
}

/** How far a flow of steps had come when it ended. */
export interface StoppedFlow {
  /** The name of the step that failed. */
  readonly step: string;
  /** The names of those before it that took effect: calls of methods that change something. */
  readonly done: readonly string[];
}
