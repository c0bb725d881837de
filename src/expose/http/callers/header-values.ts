import type { IncomingMessage } from 'node:http';

/**
 * All values of a header; `request.headers` has only the first of some.
 *
 * @param name in lower case.
 */
export function headerValues({ rawHeaders }: IncomingMessage, name: string): readonly string[] {
  const values: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const header = rawHeaders[index] ?? '';
    if (header.length === name.length && header.toLowerCase() === name) values.push(rawHeaders[index + 1] ?? '');
  }
  return values;
}

/** Node reads a header as one character for each byte; texts are UTF-8. */
export function headerBytes(value: string): Buffer {
  return Buffer.from(value, 'latin1');
}
