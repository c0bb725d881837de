import { isIPv4 } from 'node:net';

/** Whether nobody else can listen to what is sent there: it is encrypted, or stays within this machine. */
export function isPrivate({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true;
  if (protocol !== 'http:') return false;
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}
