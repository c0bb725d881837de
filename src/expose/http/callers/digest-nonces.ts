import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Makes nonces, and knows them again without keeping any: each says when it was made and is signed. */
export interface Nonces {
  make(): string;
  /** When a nonce was made, in milliseconds since 1970; undefined for one that was not made here. */
  madeAt(nonce: string): number | undefined;
}

/** In bytes: when it was made and something random, which are signed; the signature. */
const [timeSize, randomSize, signatureSize] = [6, 10, 16];
const signedSize = timeSize + randomSize;

/** The key lives as long as the process: after a restart all nonces are strange, and clients are given new ones. */
export function createNonces(): Nonces {
  const key = randomBytes(32);
  const sign = (signed: Buffer): Buffer => createHmac('sha256', key).update(signed).digest().subarray(0, signatureSize);
  return {
    make() {
      const signed = Buffer.concat([Buffer.alloc(timeSize), randomBytes(randomSize)]);
      signed.writeUIntBE(Date.now(), 0, timeSize);
      return Buffer.concat([signed, sign(signed)]).toString('base64url');
    },
    madeAt(nonce) {
      const bytes = Buffer.from(nonce, 'base64url');
      // The same bytes can be written in several ways, of which each would count as unused.
      if (bytes.length !== signedSize + signatureSize || bytes.toString('base64url') !== nonce) return undefined;
      const signed = bytes.subarray(0, signedSize);
      return timingSafeEqual(sign(signed), bytes.subarray(signedSize)) ? signed.readUIntBE(0, timeSize) : undefined;
    },
  };
}
