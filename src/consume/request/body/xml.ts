import { compileTemplate } from '../../../expression/template.ts';
import type { Lookup } from '../../../expression/template/name.ts';
import { writeText } from '../../../expression/template/render.ts';
import type { FieldProblem } from '../../../problem/failure.ts';
import { fill } from './fill.ts';
import { surroundingsOf, type Language } from './surroundings.ts';

const cdata = '<![CDATA[';
const xml: Language = {
  opens: /<!\[CDATA\[/g,
  enclosures: { [cdata]: /.*?(\]\]>|$)/sy },
  broken: 'A CDATA section is broken',
};

/** XML 1.0 §2.2: no control characters but these three, and no half of a surrogate pair. */
const unsayable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Compiles an XML text with templates in it; values are character data, in elements, attributes and CDATA sections alike.
 *
 * @throws InvalidExpression when the template cannot be read.
 */
export function compileXml(text: string): (lookup: Lookup) => string | FieldProblem {
  const template = compileTemplate(text);
  const { at } = surroundingsOf(template.parts, xml);
  return (lookup) =>
    fill(
      template,
      lookup,
      (value, variable) => {
        const written = writeText(value);
        if (unsayable.test(written)) return undefined;
        // Nothing can be escaped in a CDATA section, so it is left for the value and begun again.
        return at.get(variable)?.within === cdata ? `]]>${escape(written)}${cdata}` : escape(written);
      },
      'has characters that XML cannot hold',
    );
}

/** Line breaks and tabs are written as references, or parsers would make spaces of them in attributes (XML 1.0 §3.3.3). */
function escape(text: string): string {
  return text.replaceAll(/[&<>"'\t\n\r]/g, (found) => references[found] ?? `&#${found.codePointAt(0)};`);
}
