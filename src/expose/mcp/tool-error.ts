import type { Json } from '../../json/json.ts';
import type { Hints } from '../../operation/operation.ts';
import type { FailureCode } from '../../problem/catalogue.ts';
import type { Failure, FieldProblem, Retry, StoppedFlow } from '../../problem/failure.ts';
import type { UpstreamAnswer } from '../../consume/receiver.ts';
import { stopInWords } from '../../operation/stopped-flow.ts';
import { readRefusal } from './upstream-refusal.ts';

/** A failed call, once for the model and once for programs. */
export interface ToolError {
  /** Lines a model can act on: the cause first. */
  readonly text: string;
  readonly error: ErrorObject;
}

/** The error as `_meta["capstan/error"]` carries it; members without a value are left out. */
export interface ErrorObject {
  readonly code: FailureCode;
  readonly retry: Retry;
  readonly fields?: readonly FieldProblem[] | undefined;
  /** Of a flow: the step that failed, and those before it that took effect. */
  readonly step?: string;
  readonly done?: readonly string[];
  /** The rest is of an upstream that refused. */
  readonly status?: number;
  readonly requestId?: string | undefined;
  /** As the upstream wrote it: seconds, or a date. */
  readonly retryAfter?: string | undefined;
}

const retryAdvice: Readonly<Record<Retry, string>> = {
  never: 'Calling again unchanged will not help.',
  safe: 'Calling again is safe and may help.',
  'check-first': 'It may have happened all the same: check before calling again.',
};

/** A call that Capstan refused or could not finish. */
export function describeFailure({ code, detail, retry, fields, stopped }: Failure): ToolError {
  const advice = fields === undefined ? retryAdvice[retry] : 'Correct this and call again.';
  const text = [detail, ...(fields ?? []).map(fieldLine), advice].join('\n');
  return { text, error: { code, retry, fields, ...stopped } };
}

function fieldLine({ field, message, allowed }: FieldProblem): string {
  return `- ${field}: ${message}${allowed === undefined ? '' : ` (allowed: ${allowed.map(written).join(', ')})`}`;
}

function written(value: Json): string {
  return JSON.stringify(value);
}

/**
 * A call that the upstream answered with an error status.
 *
 * @param stopped where it was one of a flow of steps.
 */
export function describeRefusal(answer: UpstreamAnswer, hints: Hints, stopped?: StoppedFlow): ToolError {
  const refusal = readRefusal(answer, hints);
  const { status, reason, message, body, requestId, retryAfter, advice } = refusal;
  const retry = refusal.retry === 'safe' && (stopped?.done ?? []).length > 0 ? 'check-first' : refusal.retry;
  const lines = [
    `The upstream API refused the call: ${status}${reason}${message === '' ? '.' : `: ${message}`}`,
    ...(body === '' || body === message ? [] : [`Its answer: ${body}`]),
    ...(requestId === undefined ? [] : [`Its request id: ${requestId}`]),
    ...(retryAfter === undefined ? [] : [`It asks to wait before calling again (Retry-After): ${retryAfter}`]),
    ...(stopped ? [stopInWords(stopped)] : []),
    advice === '' ? retryAdvice[retry] : `${advice} ${retryAdvice[retry]}`,
  ];
  return {
    text: lines.join('\n'),
    error: { code: 'upstream-refused', status, retry, requestId, retryAfter, ...stopped },
  };
}
