import { createHash } from 'node:crypto';

/** What the common clients and model APIs take as a tool name. */
const accepted = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * A name that every client takes: the name itself, or the nearest one that fits, with a short digest of the original so
 * that it stays the same from run to run and two long names stay two.
 */
export function toolName(name: string): string {
  if (accepted.test(name)) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const readable = name.replaceAll(/[^a-zA-Z0-9_-]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return `${readable.slice(0, 64 - 1 - digest.length)}-${digest}`.replace(/^-/, '');
}
