import type { AnswerFormat, Output } from '../../capability/model.ts';
import type { UpstreamAnswer } from '../../consume/answer/receiver.ts';
import { decodeBody } from '../../consume/answer/decode-body.ts';
import type { Decode } from '../../consume/answer/formats/decode.ts';
import { loadDecoder } from '../../consume/answer/formats/decoder.ts';
import { UndecodableAnswer, UnusableSchema } from '../../consume/answer/formats/errors.ts';
import { compactJson } from '../../json/compact.ts';
import type { Json } from '../../json/json.ts';
import { parseExact } from '../../json/parse-exact.ts';
import type { Outcome } from '../outcome.ts';

/** Makes an outcome of a whole answer; a promise only where the format's decoder is loaded for it. */
export type AnswerReader = (answer: UpstreamAnswer) => Outcome | Promise<Outcome>;

/** What is made of the value in an answer; undefined to leave it as it is. */
export type Conversion = ((value: Json) => Json) | undefined;

/**
 * Compiles the reading of answers: their value (converted, where the document says so), their text, or their refusal.
 *
 * @param schema the text of the format's schema, for formats that need one.
 */
export function compileAnswerReader(
  { format, mediaType: declared }: AnswerFormat,
  output: Output['kind'],
  schema: string | undefined,
): (answer: UpstreamAnswer, convert: Conversion) => Outcome | Promise<Outcome> {
  const decodedAs = format === 'json' || format === 'binary' || output === 'untouched' ? undefined : format;
  let decoder: Promise<Decode> | undefined;
  return (answer, convert) => {
    const whole = decodeBody(answer);
    if ('failure' in whole) return { kind: 'failure', failure: whole.failure };
    const { status, headers, body } = whole;
    if (status < 200 || status > 299) return { kind: 'refused', answer: whole };
    const type = headers['content-type'];
    const written = typeof type === 'string' ? type : '';
    const mediaType = declared ?? written;
    const said = status === 200 ? ordinary : { status };
    if (format === 'binary')
      return { kind: 'binary', bytes: body, mediaType: mediaType || 'application/octet-stream', ...said };
    const text = body.toString('utf8');
    // Some APIs do not say that they answer JSON; a document that takes their answer apart does.
    const isJson = /json/i.test(written) || (format === 'json' && (written === '' || convert !== undefined));
    // What passes untouched keeps its text; what is taken apart must keep its digits.
    const exact = convert !== undefined || output === 'decoded';
    const parsed = isJson ? parse(text, exact) : undefined;
    if (parsed) {
      if (!convert) return { kind: 'value', value: parsed.value, text: compactJson(text), headers, ...said };
      return { ...valueOutcome(convert(parsed.value), status), headers };
    }
    if (decodedAs === undefined || body.length === 0) return { kind: 'text', text, mediaType, ...said };
    decoder ??= loadDecoder(decodedAs, schema);
    return decoder.then((decode) => decodeWith(decode, body, convert, status), unreadable);
  };
}

const ordinary = {};

function decodeWith(decode: Decode, body: Buffer, convert: Conversion, status: number): Outcome {
  try {
    const value = decode(body);
    return valueOutcome(convert ? convert(value) : value, status);
  } catch (error) {
    return unreadable(error);
  }
}

function valueOutcome(value: Json, status: number): Extract<Outcome, { readonly kind: 'value' }> {
  return { kind: 'value', value, text: JSON.stringify(value), ...(status !== 200 && { status }) };
}

function unreadable(error: unknown): Outcome {
  if (!(error instanceof UndecodableAnswer || error instanceof UnusableSchema)) throw error;
  return {
    kind: 'failure',
    failure: {
      code: 'upstream-broken',
      status: 502,
      detail: `The API answered, but its answer cannot be read: ${error.message}`,
      retry: 'check-first',
    },
  };
}

function parse(text: string, exact: boolean): { readonly value: Json } | undefined {
  try {
    return { value: exact ? parseExact(text) : (JSON.parse(text) as Json) }; // JSON.parse yields nothing else
  } catch {
    return undefined;
  }
}
