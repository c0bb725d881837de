import type { BodyPart } from '../../../capability/model.ts';
import { compileDataName } from '../../../expression/data-name.ts';
import { compileData } from '../../../expression/data.ts';
import { compileTemplate } from '../../../expression/template.ts';
import type { Lookup } from '../../../expression/template/name.ts';
import { writeText } from '../../../expression/template/render.ts';
import type { FieldProblem } from '../../../problem/failure.ts';
import { isHeaderText } from '../../header-text.ts';
import { wholeCharacters } from '../encode.ts';
import { readDataUri } from './data-uri.ts';

export interface WrittenPart {
  /** The part's header lines, without a line break at the end. */
  readonly head: string;
  readonly content: Buffer;
}

/** Writes one part; undefined when it has no name or no value. */
export type PartWriter = (lookup: Lookup) => WrittenPart | FieldProblem | undefined;

/** Bytes to send, with what is known of them. */
interface Content {
  readonly bytes: Buffer | undefined;
  readonly mediaType: string | undefined;
  readonly isFile: boolean;
}

/** @throws InvalidExpression when a template of the part cannot be read. */
export function compilePart(part: BodyPart): PartWriter {
  const nameOf = compileDataName(part.name);
  const build = compileData(part.value);
  const filename = compileTemplate(part.filename ?? '');
  const contentType = compileTemplate(part.contentType ?? '');
  const variable = variableOf(part.value) ?? part.name;
  return (lookup) => {
    const name = nameOf(lookup);
    const value = build(lookup);
    if (name === undefined || value === undefined || value === null) return undefined;
    const content = toContent(value);
    if (!content.bytes) return { field: variable, message: 'is a data: URI whose base64 cannot be read' };

    const written = contentType.render(lookup);
    const mediaType = written || content.mediaType;
    if (mediaType !== undefined && !isHeaderText(mediaType)) {
      const field = written === '' ? variable : (contentType.names[0] ?? part.name);
      return { field, message: 'has a media type with characters that a header cannot carry' };
    }
    // A file needs a name to be taken for one; `blob` is the one browsers give.
    const file = filename.render(lookup) || (content.isFile ? 'blob' : '');
    return { head: writeHead(name, file, mediaType), content: content.bytes };
  };
}

function toContent(value: unknown): Content {
  if (typeof value === 'object') {
    return { bytes: Buffer.from(JSON.stringify(value)), mediaType: 'application/json', isFile: false };
  }
  const text = writeText(value);
  const file = readDataUri(text);
  if (file) return { ...file, isFile: true };
  return { bytes: Buffer.from(wholeCharacters(text)), mediaType: undefined, isFile: false };
}

function writeHead(name: string, filename: string, mediaType: string | undefined): string {
  const file = filename === '' ? '' : `; filename="${escape(wholeCharacters(filename))}"`;
  const type = mediaType === undefined ? '' : `\r\nContent-Type: ${mediaType}`;
  return `Content-Disposition: form-data; name="${escape(wholeCharacters(name))}"${file}${type}`;
}

/** As browsers do it (WHATWG HTML §4.10.22.8). */
function escape(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function variableOf(value: BodyPart['value']): string | undefined {
  return typeof value === 'string' ? compileTemplate(value).names[0] : undefined;
}
