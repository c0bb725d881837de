import * as fc from 'fast-check';
import type { Json } from '../../../json/json.ts';
import type { Decode } from './decode.ts';
import { loadDecoder, type DecodedFormat } from './decoder.ts';
import { UndecodableAnswer } from './errors.ts';

/** Decodes a text, as UTF-8 bytes. */
export async function decodeText(format: DecodedFormat, text: string, schema?: string): Promise<Json> {
  const decode = await loadDecoder(format, schema);
  return decode(Buffer.from(text));
}

/** Holds when every answer decodes to what JSON can say, or is refused as undecodable. */
export function decodesOrRefuses(decode: Decode, answers: fc.Arbitrary<Buffer>): void {
  fc.assert(
    fc.property(answers, (bytes) => {
      try {
        const value = decode(bytes);
        const text = JSON.stringify(value);
        return JSON.stringify(JSON.parse(text)) === text;
      } catch (error) {
        return error instanceof UndecodableAnswer;
      }
    }),
    { numRuns: 300 },
  );
}

export const anyBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));

/** Texts of pieces that mean something to a format, in any order. */
export function anyTextOf(...pieces: readonly string[]): fc.Arbitrary<Buffer> {
  return fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => Buffer.from(parts.join('')));
}

/** Answers of 200 kB that repeat one piece: what takes a parser without a bound minutes takes seconds at most here. */
export function longTexts(...pieces: readonly string[]): readonly (readonly [piece: string, bytes: Buffer])[] {
  return pieces.map((piece) => [piece, Buffer.from(piece.repeat(Math.ceil(200_000 / piece.length)))]);
}
