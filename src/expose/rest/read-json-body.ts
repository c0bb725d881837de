import type { IncomingMessage } from 'node:http';
import type { Json } from '../../json/json.ts';
import { deepestNesting, isNestedDeeperThan } from '../../json/nesting.ts';
import { Payload } from '../../json/payload.ts';
import type { Inputs } from '../../operation/operation.ts';
import type { Failure } from '../../problem/failure.ts';
import { readBody } from '../http/read-body.ts';
import type { PlaceBody, ReadInputs } from './place-body.ts';

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
