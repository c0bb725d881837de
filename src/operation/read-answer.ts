import type { UpstreamAnswer } from '../consume/receiver.ts';
import { decodeBody } from '../consume/decode-body.ts';
import { compactJson } from '../json/compact.ts';
import type { Json } from '../json/json.ts';
import type { Mapping } from './map-output.ts';
import type { Outcome } from './operation.ts';

/** Makes an outcome of a whole answer: the value in it (mapped, where the document says so), its text, or its refusal. */
export function readAnswer(answer: UpstreamAnswer, mapping: Mapping | undefined): Outcome {
  const decoded = decodeBody(answer);
  if ('failure' in decoded) return { kind: 'failure', failure: decoded.failure };
  const { status, headers, body } = decoded;
  if (status < 200 || status > 299) return { kind: 'refused', answer: decoded };
  const type = headers['content-type'];
  const mediaType = typeof type === 'string' ? type : '';
  const text = body.toString('utf8');
  const parsed = mediaType === '' || /json/i.test(mediaType) ? parse(text) : undefined;
  const said = status === 200 ? ordinary : { status };
  if (!parsed) return { kind: 'text', text, mediaType, ...said };
  if (!mapping) return { kind: 'value', value: parsed.value, text: compactJson(text), ...said };
  const value = mapping(parsed.value);
  return { kind: 'value', value, text: JSON.stringify(value), ...said };
}

const ordinary = {};

function parse(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json }; // JSON.parse yields nothing else
  } catch {
    return undefined;
  }
}
