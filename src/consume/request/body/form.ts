import type { Json } from '../../../json/json.ts';
import { compileDataName } from '../../../expression/data-name.ts';
import { compileData } from '../../../expression/data.ts';
import { compileTemplate } from '../../../expression/template.ts';
import { writeText } from '../../../expression/template/render.ts';
import { wholeCharacters } from '../encode.ts';
import type { BodyWriter } from './body-writer.ts';

/**
 * A body as HTML forms send it (WHATWG URL §5.2). A list repeats its name, an object is JSON, and a field without a value is
 * left out. Written as one text, it is the author's own and each value in it is encoded.
 */
export function compileForm(fields: ReadonlyMap<string, Json> | string): BodyWriter {
  const contentType = 'application/x-www-form-urlencoded';
  if (typeof fields === 'string') {
    const template = compileTemplate(fields);
    return (lookup) => ({ body: template.render(lookup, encode), contentType });
  }
  const builders = [...fields].map(([name, value]) => ({ nameOf: compileDataName(name), build: compileData(value) }));
  return (lookup) => {
    const form = new URLSearchParams();
    for (const { nameOf, build } of builders) {
      const name = nameOf(lookup);
      if (name === undefined) continue;
      const value = build(lookup);
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== undefined && one !== null) form.append(wholeCharacters(name), wholeCharacters(writeText(one)));
      }
    }
    return { body: form.toString(), contentType };
  };
}

function encode(value: unknown): string {
  return new URLSearchParams([['', wholeCharacters(writeText(value))]]).toString().slice(1);
}
