import type { RawFormat } from '../../../capability/model.ts';
import type { Decode } from './decode.ts';
import { UndecodableAnswer } from './errors.ts';

/** The formats that have a decoder: JSON is parsed wherever it comes, and `binary` never is. */
export type DecodedFormat = Exclude<RawFormat, 'json' | 'binary'>;

/** Each format is imported, with the library it needs, when a document first asks for it. */
const formats: Readonly<Record<DecodedFormat, (schema: string | undefined) => Promise<Decode>>> = {
  xml: async () => (await import('./xml.ts')).decodeXml,
  yaml: async () => (await import('./yaml.ts')).decodeYaml,
  csv: async () => (await import('./delimited.ts')).delimitedDecoder(','),
  tsv: async () => (await import('./delimited.ts')).delimitedDecoder('\t'),
  psv: async () => (await import('./delimited.ts')).delimitedDecoder('|'),
  html: async (schema) => (await import('./html.ts')).htmlDecoder(schema),
  markdown: async (schema) => (await import('./markdown.ts')).markdownDecoder(schema),
  avro: async (schema) => (await import('./avro.ts')).avroDecoder(schema),
  protobuf: async (schema) => (await import('./protobuf.ts')).protobufDecoder(schema),
};

/**
 * @param schema avro, protobuf: the text of the schema file. html: a CSS selector of the tables, or of what holds them. markdown: the
 * beginning of the headings whose sections are wanted, such as `## Results`. Other formats have none.
 * @throws UnusableSchema
 */
export async function loadDecoder(format: DecodedFormat, schema?: string): Promise<Decode> {
  const decode = await formats[format](schema);
  return (bytes) => {
    try {
      return decode(bytes);
    } catch (error) {
      if (error instanceof UndecodableAnswer) throw error;
      // The libraries' own words quote the answer, which may hold what the log must not.
      throw new UndecodableAnswer(`The answer cannot be read as ${format}.`);
    }
  };
}
