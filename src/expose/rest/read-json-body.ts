import type { IncomingMessage } from 'node:http';
import { isObject, type Json } from '../../json/json.ts';
import { deepestNesting, isNestedDeeperThan } from '../../json/nesting.ts';
import { losesNumbers } from '../../json/lost-numbers.ts';
import { Payload } from '../../json/payload.ts';
import type { Inputs } from '../../operation/operation.ts';
import type { Failure } from '../../problem/failure.ts';
import { readBody } from '../http/read-body.ts';
import type { ReadInputs } from './read-inputs.ts';

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

/** Reads a JSON body. */
export async function readJsonBody(
  request: IncomingMessage,
  maxBytes: number,
  place: PlaceBody,
  values: Inputs,
): Promise<ReadInputs> {
  const type = request.headers['content-type'];
  if (type !== undefined && !isJson(type)) return { failure: unsupportedMediaType(type) };
  if (request.headers['content-encoding'] !== undefined) return { failure: compressedBody };
  const body = await readBody(request, maxBytes);
  if (!Buffer.isBuffer(body)) return { failure: body };
  if (body.length === 0) return { values };
  const parsed = parse(body);
  if ('failure' in parsed) return parsed;
  // Few bodies are long enough to be that deep.
  if (body.length > deepestNesting && isNestedDeeperThan(deepestNesting, parsed.value))
    return { failure: nestedTooDeep };
  return place(new Payload(body, parsed.value), values);
}

/** For operations without a body: none, or an empty object, says nothing and passes; anything else would be lost. */
export async function refuseBody(request: IncomingMessage, maxBytes: number, values: Inputs): Promise<ReadInputs> {
  const body = await readBody(request, maxBytes);
  if (!Buffer.isBuffer(body)) return { failure: body };
  const text = body.toString('utf8').trim();
  return text === '' || /^\{\s*\}$/.test(text) ? { values } : { failure: takesNoBody };
}

function parse(body: Buffer): { readonly value: Json } | { readonly failure: Failure } {
  try {
    return { value: JSON.parse(body.toString('utf8')) as Json }; // JSON.parse yields nothing else
  } catch (error) {
    const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    return {
      failure: {
        code: 'invalid-json',
        status: 400,
        detail: `The request body is not JSON${position === undefined ? '' : `: it goes wrong at character ${Number(position) + 1}`}. Nothing was sent.`,
        retry: 'never',
      },
    };
  }
}

function isJson(contentType: string): boolean {
  return /^[^;]*\/(?:[^;]*\+)?json\s*(?:;|$)/i.test(contentType);
}

function unsupportedMediaType(type: string): Failure {
  return {
    code: 'unsupported-media-type',
    status: 415,
    detail: `The request body is ${type.slice(0, 100)}; JSON is taken here. Send it with the header Content-Type: application/json.`,
    retry: 'never',
  };
}

const compressedBody: Failure = {
  code: 'unsupported-media-type',
  status: 415,
  detail: 'The request body is compressed (Content-Encoding), which is not taken here. Send it plain.',
  retry: 'never',
};

const nestedTooDeep: Failure = {
  code: 'invalid-json',
  status: 400,
  detail: `The request body is nested more than ${deepestNesting} levels deep. Nothing was sent.`,
  retry: 'never',
};

const takesNoBody: Failure = {
  code: 'invalid-input',
  status: 400,
  detail: 'This operation takes no request body, and the one that came would be lost. Nothing was sent.',
  retry: 'never',
};

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
