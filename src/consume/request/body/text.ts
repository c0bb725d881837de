import { compileTemplate } from '../../../expression/template.ts';
import type { Lookup } from '../../../expression/template/name.ts';
import type { FieldProblem } from '../../../problem/failure.ts';
import { wholeCharacters } from '../encode.ts';
import { compileSparql } from './sparql.ts';
import type { BodyWriter } from './body-writer.ts';
import { compileXml } from './xml.ts';

/** A body of text. XML and SPARQL have rules for values, which their media types tell; elsewhere a value is put in as it is. */
export function compileText(mediaType: string, text: string): BodyWriter {
  const render = compileFor(mediaType, text);
  // Texts are sent in UTF-8, and text/* alone would mean US-ASCII (RFC 2046 §4.1.2).
  const contentType = /^text\/[^;]*$/i.test(mediaType) ? `${mediaType.trim()}; charset=utf-8` : mediaType;
  return (lookup) => {
    const body = render(lookup);
    return typeof body === 'string' ? { body: wholeCharacters(body), contentType } : body;
  };
}

function compileFor(mediaType: string, text: string): (lookup: Lookup) => string | FieldProblem {
  if (/^[^;]*[/+]xml\s*(?:;|$)/i.test(mediaType)) return compileXml(text);
  if (/^application\/sparql-(?:query|update)\s*(?:;|$)/i.test(mediaType)) return compileSparql(text);
  const template = compileTemplate(text);
  return (lookup) => template.render(lookup);
}
