import { hash, timingSafeEqual } from 'node:crypto';

/** Makes a comparison with a secret that takes as long for any text, whatever they have in common. */
export function sameSecret(secret: string): (shown: string | Buffer) => boolean {
  const right = digest(secret);
  return (shown) => timingSafeEqual(digest(shown), right);
}

/** Of equal length for any text, so that comparing tells nothing of it, not even how long it is. */
function digest(text: string | Buffer): Buffer {
  return hash('sha256', text, 'buffer');
}
