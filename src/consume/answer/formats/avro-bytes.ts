import { UndecodableAnswer } from './errors.ts';
import { finite } from './numbers.ts';

const maxDepth = 100;

/** Reads Avro's primitive types off bytes, front to back (Avro 1.12, "Binary encoding"). */
export class AvroBytes {
  readonly #bytes: Buffer;
  #at = 0;
  #allowance: number;
  #depth = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#allowance = 4 * bytes.length + 10_000;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  take(count: number): Buffer {
    if (!(count >= 0 && count <= this.#bytes.length - this.#at))
      throw new UndecodableAnswer('The answer is not Avro of its schema: it ends too early.');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  /** A variable-length zig-zag integer of up to 64 bits; exact also beyond what a number can say. */
  long(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
    }
    throw new UndecodableAnswer('The answer is not Avro of its schema: a number is over 64 bits.');
  }

  /** An integer that is a size, a count or an index. */
  integer(): number {
    return Number(this.long());
  }

  byte(): number {
    return this.take(1).readUInt8();
  }

  float(): number | string {
    return finite(this.take(4).readFloatLE());
  }

  double(): number | string {
    return finite(this.take(8).readDoubleLE());
  }

  bytes(): Buffer {
    return this.take(this.integer());
  }

  string(): string {
    return this.bytes().toString('utf8');
  }

  /** Calls `item` for each item of an array or map, which come in blocks; a negative count has the size of its block after it. */
  items(item: () => void): void {
    for (;;) {
      let count = this.integer();
      if (count === 0) return;
      if (count < 0) {
        count = -count;
        this.integer();
      }
      this.spend(count);
      for (let index = 0; index < count; index++) item();
    }
  }

  /** Keeps values that take no bytes, such as nulls, from coming in billions. */
  spend(values: number): void {
    this.#allowance -= values;
    if (this.#allowance < 0)
      throw new UndecodableAnswer('The answer is not Avro of its schema: it claims more values than it has bytes for.');
  }

  /** Reads what is nested in a record; types that hold themselves could go on without end. */
  nested<Value>(read: () => Value): Value {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new UndecodableAnswer(`The answer nests records more than ${maxDepth} deep.`);
    const value = read();
    this.#depth -= 1;
    return value;
  }
}
