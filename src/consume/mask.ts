/** Hides secrets in whatever leaves Capstan. A secret is replaced by as many `*`, so that lengths stay true. */
export interface Mask {
  /** Hides one more secret from now on. */
  add(secret: string): void;
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
  const secrets: string[] = [];
  const needles: Buffer[] = [];
  const add = (secret: string): void => {
    if (secret.length < shortestSecret) return;
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encoded(secret)]) {
      if (secrets.includes(form)) continue;
      secrets.push(form);
      needles.push(Buffer.from(form));
    }
  };
  for (const value of values) add(value);
  return {
    add,
    text(text) {
      if (!secrets.some((secret) => text.includes(secret))) return text;
      const found = occurrences(text, secrets);
      const characters = text.split('');
      for (const { start, end } of found) characters.fill('*', start, end);
      return characters.join('');
    },
    stream: () => (needles.length === 0 ? passThrough : createByteFilter(needles)),
  };
}

/** Hides what any of several masks hides. */
export function maskText(masks: readonly Mask[]): Pick<Mask, 'text'> {
  return { text: (text) => masks.reduce((masked, mask) => mask.text(masked), text) };
}

/** As it stands in a URL, where an API may quote it. */
function encoded(secret: string): string {
  return encodeURIComponent(secret.toWellFormed());
}

const passThrough: ByteFilter = { next: (chunk) => chunk, rest: () => undefined };

function createByteFilter(needles: readonly Buffer[]): ByteFilter {
  /** The unmasked end of the last chunk, of which the first `hidden` bytes belong to a secret that began before it. */
  let held: Buffer | undefined;
  let hidden = 0;
  const masked = (bytes: Buffer, found: readonly Occurrence[]): Buffer => {
    if (found.length === 0 && hidden === 0) return bytes;
    const copy = Buffer.from(bytes);
    copy.fill('*', 0, hidden);
    for (const { start, end } of found) copy.fill('*', start, end);
    return copy;
  };
  return {
    next(chunk) {
      const bytes = held ? Buffer.concat([held, chunk]) : chunk;
      const found = occurrences(bytes, needles);
      const passing = bytes.length - longestBeginning(bytes, needles);
      const out = masked(bytes, found).subarray(0, passing);
      held = passing === bytes.length ? undefined : bytes.subarray(passing);
      hidden = Math.max(0, hidden - passing);
      for (const { start, end } of found) if (start < passing) hidden = Math.max(hidden, end - passing);
      return out;
    },
    rest: () => held && masked(held, occurrences(held, needles)),
  };
}

interface Occurrence {
  readonly start: number;
  readonly end: number;
}

/** Everywhere a secret stands, overlapping ones included: no part of any may be left. */
function occurrences<T extends string | Buffer>(text: T, secrets: readonly T[]): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const secret of secrets) {
    // Both are of one kind; the compiler does not see it through the type parameter.
    const find = (from: number): number => (text as Buffer).indexOf(secret, from);
    for (let start = find(0); start !== -1; start = find(start + 1)) found.push({ start, end: start + secret.length });
  }
  return found;
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
