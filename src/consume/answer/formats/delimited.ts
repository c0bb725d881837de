import { CsvError, parse } from 'csv-parse/sync';
import type { Json } from '../../../json/json.ts';
import type { Decode } from './decode.ts';
import { UndecodableAnswer } from './errors.ts';
import { textOf } from './text.ts';

/**
 * Decodes separated values (RFC 4180) to a list of objects of texts: the first record names the members. A record that is too short lacks
 * the last ones; a value that has no name is left out, and so are empty lines.
 */
export function delimitedDecoder(delimiter: string): Decode {
  return (bytes) => {
    const [header = [], ...records] = parseRecords(textOf(bytes), delimiter);
    const names = header.map((name) => name.trim());
    return records.map((record) => row(names, record));
  };
}

function row(names: readonly string[], record: readonly string[]): Json {
  return Object.fromEntries(record.slice(0, names.length).map((value, index) => [names[index], value]));
}

function parseRecords(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // A quote within a value is a quote: tab-separated values seldom mean anything else by it.
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
      throw new UndecodableAnswer('A quoted value of the answer never ends.');
    throw error;
  }
}
