import { isObject, type Json } from '../../json/json.ts';
import type { BodyPart, Parameter, RequestBody } from '../model.ts';
import type { Reader } from '../reader.ts';

const textTypes: Readonly<Record<string, string>> = {
  text: 'text/plain',
  xml: 'application/xml',
  sparql: 'application/sparql-query',
};

/**
 * The `body` a document writes for a consumed operation: a text, or `{type, data}`.
 *
 * @param parameters the operation's; a constant `Content-Type` among them says what a plain text is.
 */
export function readBody(operation: Reader, parameters: readonly Parameter[]): RequestBody | undefined {
  const written = operation.value('body');
  if (written === undefined) return undefined;
  if (typeof written === 'string') return plainText(written, parameters);
  const reader = operation.child('body');
  if (!reader) return undefined;
  const type = reader.text('type');
  const data = reader.value('data');
  switch (type?.toLowerCase()) {
    case 'json':
      return { kind: 'json', data: data ?? {} };
    case 'text':
    case 'xml':
    case 'sparql':
      return {
        kind: 'text',
        mediaType: textTypes[type.toLowerCase()] ?? 'text/plain',
        text: reader.text('data') ?? '',
      };
    case 'formurlencoded':
      if (typeof data === 'string') return { kind: 'form', fields: data };
      return { kind: 'form', fields: new Map(Object.entries(isObject(data) ? (data as Members) : {})) };
    case 'multipartform':
      return { kind: 'multipart', parts: readParts(reader) };
    case 'binary':
      return { kind: 'text', mediaType: 'application/octet-stream', text: binaryText(data) };
    case undefined:
      // Without a type it is what `data` would be: the JSON itself.
      return { kind: 'json', data: written };
    default:
      reader.report(
        'unsupported',
        `A body of type \`${type}\` is not one that Capstan can send; calls to it are left out.`,
        {
          key: 'type',
          fix: 'Use one of json, text, xml, sparql, formUrlEncoded, multipartForm.',
        },
      );
      return { kind: 'unsupported', type: type ?? '' };
  }
}

/** `data` itself, or the `content` in it. */
function binaryText(data: Json | undefined): string {
  const content = isObject(data) ? data['content'] : data;
  return typeof content === 'string' ? content : '';
}

type Members = Readonly<Record<string, Json>>;

/** A plain text is JSON unless a Content-Type says otherwise, or nothing in it looks like JSON. */
function plainText(text: string, parameters: readonly Parameter[]): RequestBody {
  const header = parameters.find(({ in: place, name }) => place === 'header' && name.toLowerCase() === 'content-type');
  const mediaType = typeof header?.constant === 'string' ? header.constant : undefined;
  if (mediaType === undefined ? /^\s*[[{"]/.test(text) : /json/i.test(mediaType)) return { kind: 'json', data: text };
  if (mediaType !== undefined && /x-www-form-urlencoded/i.test(mediaType)) return { kind: 'form', fields: text };
  return { kind: 'text', mediaType: mediaType ?? 'text/plain', text };
}

/** A list of parts, or a mapping of names to values. */
function readParts(body: Reader): readonly BodyPart[] {
  const data = body.value('data');
  if (isObject(data)) {
    return Object.entries(data as Members).map(([name, value]) => ({
      name,
      value,
      filename: undefined,
      contentType: undefined,
    }));
  }
  return body.entries('data').map(({ name, reader }) => ({
    name: name ?? '',
    value: reader.value('value') ?? '',
    filename: reader.text('filename'),
    contentType: reader.text('contentType'),
  }));
}
