import type { Json } from '../../json/json.ts';
export type Decode = (bytes: Buffer) => Json;
export class UndecodableAnswer extends Error {}
export type RawFormat = string;
export function loadDecoder(_format: string, _schema?: string): Promise<Decode> {
  return Promise.reject(new UndecodableAnswer('not yet.'));
}
