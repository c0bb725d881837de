import type { Json } from '../../../src/index.ts';

/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The API answers every success with 200 and JSON, also where it created something or has nothing to say. */
export function success(data: Json, more: { readonly pagination?: Json } = {}): Answer {
  return json(200, { data, ...more });
}

/** The answer of what has nothing to say. */
export function done(): Answer {
  return success({});
}

export function json(status: number, body: Json): Answer {
  return { status, body: JSON.stringify(body), headers: { 'content-type': 'application/json; charset=utf-8' } };
}
