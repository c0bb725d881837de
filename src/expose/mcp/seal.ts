import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import type { Json } from '../../json/json.ts';

/** Gives values into the hands of clients and takes them back unchanged, so that nothing has to be remembered here. */
export interface Seal {
  /**
   * @param purpose what it is for; under another purpose it is worth nothing.
   * @param lifetime milliseconds; without it the text lasts as long as the key.
   */
  close(purpose: string, value: Json, lifetime?: number): string;
  open(purpose: string, text: string): Opened;
}

export type Opened = { readonly value: Json } | { readonly problem: 'forged' | 'expired' };

/** What is sealed, as one JSON text. */
type Content = readonly [purpose: string, expires: number | null, value: Json];

/**
 * Texts in the alphabet of Base64url and a dot, with an HMAC-SHA-256. They can be read by whoever has them: nothing secret
 * may be put into one.
 *
 * @param owner whose seal it is: what others have sealed is worth nothing to it, though they have the same key.
 * @param key at least 32 bytes; left out, one that lasts as long as this process.
 */
export function createSeal(owner: string, key: Buffer = randomBytes(32)): Seal {
  const ownKey = createHmac('sha256', key).update(owner).digest();
  const sign = (body: string): Buffer => createHmac('sha256', ownKey).update(body).digest();
  return {
    close(purpose, value, lifetime) {
      const content: Content = [purpose, lifetime === undefined ? null : Date.now() + lifetime, value];
      const body = Buffer.from(JSON.stringify(content)).toString('base64url');
      return `${body}.${sign(body).toString('base64url')}`;
    },
    open(purpose, text) {
      const [body = '', signature = '', ...more] = text.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = sign(body);
      // Also of another spelling of the same signature it can be said that nobody here has written it.
      const isOurs =
        more.length === 0 &&
        given.length === right.length &&
        timingSafeEqual(given, right) &&
        right.toString('base64url') === signature;
      if (!isOurs) return forged;
      const [sealedFor, expires, value] = JSON.parse(Buffer.from(body, 'base64url').toString()) as Content; // written above
      if (sealedFor !== purpose) return forged;
      return expires !== null && expires < Date.now() ? { problem: 'expired' } : { value };
    },
  };
}

const forged: Opened = { problem: 'forged' };
