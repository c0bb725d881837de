import type { Reader } from '../reader.ts';

/**
 * The `scopes` of an authentication, or of what is exposed: a list, or a text of names with spaces or commas between.
 *
 * @returns undefined, reported, when something is asked for and what it is cannot be read.
 */
export function readScopes(reader: Reader): readonly string[] | undefined {
  const written = reader.value('scopes');
  if (written === undefined && !reader.isLeftOpen('scopes')) return [];
  const scopes = namesIn(written);
  if (scopes?.every((scope) => scopeToken.test(scope))) return [...new Set(scopes)];
  reader.report(
    'wrong-type',
    `\`${reader.path}.scopes\` should be a list of the names of scopes; what asks for them is left out.`,
    {
      key: 'scopes',
      fix: 'Write `scopes: [read, write]`, or `scopes: []` for none. A name has no spaces, quotes or backslashes.',
    },
  );
  return undefined;
}

function namesIn(written: unknown): readonly string[] | undefined {
  if (typeof written === 'string') return written.split(/[\s,]+/).filter((name) => name !== '');
  if (!Array.isArray(written) || !written.every((name) => typeof name === 'string')) return undefined;
  return written.flatMap((name) => name.split(/\s+/)).filter((name) => name !== '');
}

/** RFC 6749 §3.3. */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
