import { rawFormats, type AnswerFormat, type RawFormat } from '../model.ts';
import type { Reader } from '../reader.ts';

/** What a consumed operation answers in: `outputRawFormat` and what belongs to it. */
export function readAnswerFormat(operation: Reader): AnswerFormat {
  const written = (operation.text('outputRawFormat') ?? 'json').toLowerCase();
  const format = rawFormats.find((known) => known === written);
  if (format === undefined) {
    operation.report('unsupported', `\`outputRawFormat: ${written}\` is no format; the answer is taken as JSON.`, {
      key: 'outputRawFormat',
      severity: 'warning',
      fix: `Use one of ${rawFormats.join(', ')}.`,
    });
  }
  const schema = operation.text('outputSchema');
  if (schema === undefined && (format === 'avro' || format === 'protobuf')) {
    operation.report('missing-key', `An answer in ${format} cannot be read without its schema.`, {
      fix: 'Add `outputSchema:` with the schema’s file.',
    });
  }
  return { format: format ?? ('json' satisfies RawFormat), schema, mediaType: operation.text('outputMediaType') };
}
