import { randomUUID } from 'node:crypto';
import type { BodyPart } from '../../../capability/model.ts';
import { compilePart } from './multipart-part.ts';
import type { BodyWriter } from './body-writer.ts';

/** A body of parts, `multipart/form-data` (RFC 7578). Parts without a value are left out. */
export function compileMultipart(parts: readonly BodyPart[]): BodyWriter {
  const writers = parts.map(compilePart);
  return (lookup) => {
    // Random, so that no value can hold it and so end its part.
    const boundary = `capstan-${randomUUID()}`;
    const chunks: Buffer[] = [];
    for (const write of writers) {
      const part = write(lookup);
      if (!part) continue;
      if ('field' in part) return part;
      chunks.push(Buffer.from(`--${boundary}\r\n${part.head}\r\n\r\n`), part.content, Buffer.from('\r\n'));
    }
    chunks.push(Buffer.from(`--${boundary}--\r\n`));
    return { body: Buffer.concat(chunks), contentType: `multipart/form-data; boundary=${boundary}` };
  };
}
