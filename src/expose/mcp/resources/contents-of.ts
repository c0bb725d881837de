import { readDataUri } from '../../../consume/request/body/data-uri.ts';
import type { Outcome } from '../../../operation/operation.ts';
import { plainText } from '../result/plain-text.ts';
import type { ResourceContents } from '../result/content.ts';

type Answer = Extract<Outcome, { kind: 'value' | 'text' | 'binary' }>;

/** What the document says of a resource. */
interface Written {
  readonly mimeType: string | undefined;
  readonly isBinary: boolean;
}

/**
 * An answer as the contents of a resource. Its type is the document's, or else the answer's own. Of a resource that is
 * bytes, a `data:` URI in base64 stands for those it holds.
 */
export function contentsOf(answer: Answer, uri: string, { mimeType: written, isBinary }: Written): ResourceContents {
  if (answer.kind === 'binary') {
    return { uri, mimeType: written ?? answer.mediaType, blob: answer.bytes.toString('base64') };
  }
  const text = plainText(answer, written);
  const mimeType = written ?? typeOf(answer);
  if (!isBinary) return { uri, mimeType, text };
  const held = readDataUri(text);
  const bytes = held?.bytes ?? Buffer.from(text);
  return { uri, mimeType: written ?? held?.mediaType ?? mimeType, blob: bytes.toString('base64') };
}

function typeOf(answer: Exclude<Answer, { kind: 'binary' }>): string {
  if (answer.kind === 'text') return answer.mediaType || 'text/plain';
  return typeof answer.value === 'string' ? 'text/plain' : 'application/json';
}
