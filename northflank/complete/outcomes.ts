import type { Failure, Json, JsonObject, Outcome } from '../../src/index.ts';

export type Value = Extract<Outcome, { readonly kind: 'value' }>;

export function valueOf(value: Json, more: Pick<Value, 'status' | 'headers' | 'exitCode'> = {}): Value {
  return { kind: 'value', value, text: JSON.stringify(value), ...more };
}

export function failed(failure: Failure): Outcome {
  return { kind: 'failure', failure };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The `data` of an answer as Northflank writes them; undefined of every other. */
export function dataOf(outcome: Outcome): Json | undefined {
  return memberOf(outcome, 'data');
}

/** The first value of a header, as a number. */
export function numberIn(outcome: Outcome, header: string): number | undefined {
  const headers = outcome.kind === 'value' ? outcome.headers : outcome.kind === 'refused' ? outcome.answer.headers : {};
  const number = Number.parseFloat([headers?.[header] ?? ''].flat()[0] ?? '');
  return Number.isFinite(number) ? number : undefined;
}

/** A member of a member of a JSON answer, by its dotted path. */
export function memberOf(outcome: Outcome, path: string): Json | undefined {
  return outcome.kind === 'value' ? memberAt(outcome.value, path) : undefined;
}

/** A member of a member, by its dotted path; undefined where there is none. */
export function memberAt(value: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((at, name) => (isObject(at) ? at[name] : undefined), value);
}

export function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
