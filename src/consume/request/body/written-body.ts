import type { RequestBody } from '../../../capability/model.ts';
import type { BodyWriter } from './body-writer.ts';
import { compileForm } from './form.ts';
import { compileJson } from './json.ts';
import { compileMultipart } from './multipart.ts';
import { compileText } from './text.ts';

/**
 * Compiles the body that a document writes for an operation. Whatever the values hold, they stay in the places where the
 * document puts them: each kind of body escapes them its own way.
 *
 * @throws InvalidExpression when a template in it cannot be read, or leaves open where a value would go.
 */
export function compileWrittenBody(body: Exclude<RequestBody, { readonly kind: 'unsupported' }>): BodyWriter {
  switch (body.kind) {
    case 'json':
      return compileJson(body.data);
    case 'text':
      return compileText(body.mediaType, body.text);
    case 'form':
      return compileForm(body.fields);
    case 'multipart':
      return compileMultipart(body.parts);
  }
}
