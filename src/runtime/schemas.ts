import type { Capability } from '../capability/model.ts';
import { findNeighbour } from '../document/neighbour.ts';
import { UnreadableText } from '../document/read-text.ts';
import type { Report } from '../problem/report.ts';
import type { BindOptions } from './bind-values.ts';

/** Reads the schema files that answers in avro and protobuf need, by the name the document gives them. */
export async function readSchemas(
  document: string,
  capability: Capability | undefined,
  { read, allowedFolders }: BindOptions,
  report: Report,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { answer, name, place } of capability?.consumes.flatMap(({ operations }) => operations) ?? []) {
    const { format, schema } = answer;
    if (schema === undefined || texts.has(schema) || (format !== 'avro' && format !== 'protobuf')) continue;
    const found = await findNeighbour(document, schema, allowedFolders);
    const text = 'location' in found ? await read(found.location).catch(notReadable) : { why: found.why };
    if (typeof text === 'string') texts.set(schema, text);
    else {
      report.add('missing-key', {
        message: `The schema ${schema}, which the answers of ${name} need, cannot be read: ${text.why}.`,
        ...(place && { place }),
      });
    }
  }
  return texts;
}

function notReadable(error: unknown): { readonly why: string } {
  if (!(error instanceof UnreadableText)) throw error;
  return { why: error.message.replace(/\.$/, '') };
}
