import type { FieldProblem, UpstreamAnswer } from '../../../src/index.ts';
import { isObject } from '../outcomes.ts';

/** An error answer of Northflank, read. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly id: string | undefined;
  readonly requiredPermission: string | undefined;
  /** What is wrong with which field of the body. */
  readonly fields: readonly FieldProblem[];
}

export function readRefusal({ status, body }: UpstreamAnswer): Refusal {
  const error = errorIn(body.toString('utf8'));
  const { message, id, details } = error;
  const known = isObject(details) ? details : {};
  const { requiredPermission, ...fields } = known;
  return {
    status,
    message: typeof message === 'string' ? message : '',
    id: typeof id === 'string' ? id : undefined,
    requiredPermission: typeof requiredPermission === 'string' ? requiredPermission : undefined,
    fields: Object.entries(fields).flatMap(([field, messages]) =>
      [messages].flat().flatMap((one) => problem(field, one)),
    ),
  };
}

/** What was received is left out: whoever sent it knows it, and it may be a secret. */
function problem(field: string, message: unknown): readonly FieldProblem[] {
  if (typeof message !== 'string') return [];
  const words = message.replace(/\.?\s*Received "[\s\S]*$/, '');
  return [{ field: field === 'object' ? 'body' : `body.${field}`, message: words }];
}

function errorIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const answer: unknown = JSON.parse(text);
    const error = isObject(answer) ? answer['error'] : undefined;
    return isObject(error) ? error : { message: text };
  } catch {
    return { message: text.slice(0, 500) };
  }
}
