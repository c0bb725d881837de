import { compileData } from '../../../expression/data.ts';
import type { Json } from '../../../json/json.ts';
import { compileJsonText } from './json-text.ts';
import type { BodyWriter } from './body-writer.ts';

/** A body of JSON (RFC 8259), written as data or as a JSON text with templates in it. */
export function compileJson(data: Json): BodyWriter {
  const contentType = 'application/json';
  if (typeof data !== 'string') {
    const build = compileData(data);
    return (lookup) => ({ body: JSON.stringify(build(lookup)), contentType });
  }
  const render = compileJsonText(data);
  return (lookup) => {
    const body = render(lookup);
    if (body !== undefined) return { body, contentType };
    return { field: 'body', message: 'is not JSON once the template that the document has for it is filled in' };
  };
}
