import { wholeCharacters } from '../../../json/whole-characters.ts';
import type { Hints } from '../../../operation/operation.ts';
import type { FailureCode } from '../../../problem/catalogue.ts';
import type { Failure, FieldProblem, Retry, StoppedFlow } from '../../../problem/failure.ts';
import type { UpstreamAnswer } from '../../../consume/answer/receiver.ts';
import { stopInWords } from '../../../operation/run/stopped-flow.ts';
import { spanInWords } from './span-in-words.ts';
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
  /** How many seconds the upstream asks to wait, whichever way it says so. */
  readonly waitSeconds?: number | undefined;
}

const retryAdvice: Readonly<Record<Retry, string>> = {
  never: 'Calling again unchanged will not help.',
  safe: 'Calling again is safe and may help.',
  'check-first': 'It may have happened all the same: check before calling again.',
};

/** Clients cut what goes beyond by themselves, and may leave out what is to be done. */
const longest = 10_000;

/** A call that Capstan refused or could not finish. */
export function describeFailure({ code, detail, retry, fields, stopped }: Failure): ToolError {
  const error = { code, retry, fields, ...stopped };
  if (fields === undefined) return { text: `${detail}\n${retryAdvice[retry]}`, error };
  // The lines below say all that the detail says, but where a flow stopped, and what took effect until then.
  const isRepeated = !stopped && fields.every(({ message }) => detail.includes(message));
  const cause = isRepeated ? 'The arguments are not as they must be, so nothing was sent:' : detail;
  const lines = wholeCharacters(fields.map(fieldLine).join('\n'), longest);
  return { text: `${cause}\n${lines}\nCorrect this and call again.`, error };
}

function fieldLine({ field, message, allowed }: FieldProblem): string {
  const values = allowed?.map((value) => JSON.stringify(value)) ?? [];
  const line = `- ${field === '' ? 'the arguments' : field}: ${message}`;
  if (values.every((value) => message.includes(value))) return line;
  return `${line} (allowed: ${values.slice(0, mostAllowed).join(', ')}${values.length > mostAllowed ? ', …' : ''})`;
}

const mostAllowed = 100;

/**
 * A call that the upstream answered with an error status.
 *
 * @param stopped where it was one of a flow of steps.
 */
export function describeRefusal(answer: UpstreamAnswer, hints: Hints, stopped?: StoppedFlow): ToolError {
  const refusal = readRefusal(answer, hints);
  const { status, reason, message, body, requestId, retryAfter, wait, advice } = refusal;
  const retry = refusal.retry === 'safe' && (stopped?.done ?? []).length > 0 ? 'check-first' : refusal.retry;
  const lines = [
    `The upstream API refused the call: ${status}${reason}${message === '' ? '.' : `: ${message}`}`,
    ...(body === '' || body === message ? [] : [`Its answer: ${body}`]),
    ...(requestId === undefined ? [] : [`Its request id: ${requestId}`]),
    ...(wait === undefined ? [] : [`Wait ${spanInWords(wait)} before calling again: the API asks for that.`]),
    ...(stopped ? [stopInWords(stopped)] : []),
    advice === '' ? retryAdvice[retry] : `${advice} ${retryAdvice[retry]}`,
  ];
  return {
    text: lines.join('\n'),
    error: { code: 'upstream-refused', status, retry, requestId, retryAfter, waitSeconds: wait, ...stopped },
  };
}
