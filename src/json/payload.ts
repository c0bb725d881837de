import type { Json } from './json.ts';

/** A JSON text that arrived as bytes and may travel on as the same bytes, with the value they say. */
export class Payload {
  readonly bytes: Buffer;
  readonly value: Json;

  constructor(bytes: Buffer, value: Json) {
    this.bytes = bytes;
    this.value = value;
  }
}
