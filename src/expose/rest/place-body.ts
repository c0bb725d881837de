import { isObject } from '../../json/json.ts';
import { losesNumbers } from '../../json/lost-numbers.ts';
import type { Payload } from '../../json/payload.ts';
import type { Inputs } from '../../operation/operation.ts';
import type { Failure } from '../../problem/failure.ts';

/** What the inputs of a request came to. */
export type ReadInputs = { readonly values: Inputs } | { readonly failure: Failure };

/** Puts a parsed body where an operation's inputs want it. */
export type PlaceBody = (body: Payload, values: Inputs) => ReadInputs;

/** The body as one input; its bytes are kept, to travel on as they came. */
export function asInput(name: string): PlaceBody {
  return (body, values) => ({ values: { ...values, [name]: body } });
}

/**
 * The members of the body as an input each. One that the operation does not take is refused, like any other input, unless
 * it is taken with the whole.
 *
 * @param whole the input that the whole body is as well, if there is one.
 */
export function asMembers(names: readonly string[], whole: string | undefined): PlaceBody {
  return (body, values) => {
    const { value } = body;
    if (!isObject(value)) return whole === undefined ? { failure: notAnObject } : asInput(whole)(body, values);
    // Unlike the bytes of a whole body, members are written anew.
    if (losesNumbers(body.bytes.toString('utf8'))) return { failure: tooManyDigits };
    const unknown = Object.keys(value).find((name) => !names.includes(name));
    if (unknown !== undefined && whole === undefined) return { failure: unknownMember(unknown, names) };
    const members = Object.entries(value).filter(([name]) => names.includes(name));
    return { values: { ...values, ...Object.fromEntries(members), ...(whole !== undefined && { [whole]: body }) } };
  };
}

const notAnObject: Failure = {
  code: 'invalid-body',
  status: 400,
  detail: 'The request body is to be a JSON object. Nothing was sent.',
  retry: 'never',
};

const tooManyDigits: Failure = {
  code: 'invalid-body',
  status: 422,
  detail:
    'A number in the request body has more digits than a number here can hold, so another one would be sent. Give it as a text. Nothing was sent.',
  retry: 'never',
};

function unknownMember(name: string, allowed: readonly string[]): Failure {
  const message = `is not taken here; ${allowed.join(', ')} ${allowed.length > 1 ? 'are' : 'is'}`;
  return {
    code: 'invalid-body',
    status: 400,
    detail: `The member ${name.slice(0, 100)} of the body ${message}. Nothing was sent.`,
    retry: 'never',
    fields: [{ field: name.slice(0, 100), message, allowed }],
  };
}
