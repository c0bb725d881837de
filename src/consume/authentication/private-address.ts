import { isThisMachine } from '../this-machine.ts';

/** Whether nobody else can listen to what is sent there: it is encrypted, or stays within this machine. */
export function isPrivate(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url));
}
