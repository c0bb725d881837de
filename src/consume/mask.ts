/** Hides secrets in whatever leaves Capstan. A secret is replaced by as many `*`, so that lengths stay true. */
export interface Mask {
  text(text: string): string;
  /** A filter for one stream of bytes: give it the chunks in order; it holds back only what may be the beginning of a secret. */
  stream(): ByteFilter;
}

export interface ByteFilter {
  /** The bytes that can go on now; maybe none. */
  next(chunk: Buffer): Buffer;
  /** What was held back, when no more chunks come. */
  rest(): Buffer | undefined;
}

/** Shorter values are no secrets worth the name, and masking them would spoil ordinary text. */
const shortestSecret = 6;

export function createMask(values: Iterable<string>): Mask {
  const secrets = [...new Set(values)].filter((value) => value.length >= shortestSecret);
  // The longest first: a secret that contains another is hidden whole.
  secrets.sort((one, other) => other.length - one.length);
  const needles = secrets.map((secret) => Buffer.from(secret));
  return {
    text(text) {
      let masked = text;
      for (const secret of secrets) {
        if (masked.includes(secret)) masked = masked.replaceAll(secret, '*'.repeat(secret.length));
      }
      return masked;
    },
    stream: () => (needles.length === 0 ? passThrough : createByteFilter(needles)),
  };
}

const passThrough: ByteFilter = { next: (chunk) => chunk, rest: () => undefined };

function createByteFilter(needles: readonly Buffer[]): ByteFilter {
  let held: Buffer | undefined;
  return {
    next(chunk) {
      let bytes = held ? Buffer.concat([held, chunk]) : chunk;
      for (const needle of needles) bytes = hide(bytes, needle);
      const keep = longestBeginning(bytes, needles);
      held = keep === 0 ? undefined : bytes.subarray(bytes.length - keep);
      return keep === 0 ? bytes : bytes.subarray(0, bytes.length - keep);
    },
    rest: () => held,
  };
}

function hide(bytes: Buffer, needle: Buffer): Buffer {
  let at = bytes.indexOf(needle);
  if (at === -1) return bytes;
  const masked = Buffer.from(bytes);
  for (; at !== -1; at = masked.indexOf(needle, at + needle.length)) masked.fill('*', at, at + needle.length);
  return masked;
}

/** How many bytes at the end may be the beginning of a secret that the next chunk completes. */
function longestBeginning(bytes: Buffer, needles: readonly Buffer[]): number {
  let longest = 0;
  for (const needle of needles) {
    for (let length = Math.min(needle.length - 1, bytes.length); length > longest; length--) {
      if (
        bytes[bytes.length - length] === needle[0] &&
        bytes.subarray(bytes.length - length).equals(needle.subarray(0, length))
      ) {
        longest = length;
      }
    }
  }
  return longest;
}
