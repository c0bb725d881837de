/** Characters of every kind that patterns tell apart, and all that the pattern itself names. */
export function sampleCharacters(pattern: string): readonly string[] {
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  const escaped = [...pattern.matchAll(/\\(?:u\{?|x)([0-9a-fA-F]{2,6})/g)].map(([, digits = '']) =>
    Number.parseInt(digits, 16),
  );
  const named = escaped.filter((code) => code <= 0x10_ff_ff).map((code) => String.fromCodePoint(code));
  const others = Array.from(`\u0085\u00a0ßéÉłЖ٣日\u2028ａ😀${pattern}`);
  return [...new Set([...ascii, ...named, ...others])];
}

/**
 * Which of the samples a character, escape or class matches, the n-th bit standing for the n-th sample. What matches none
 * of them may match anything.
 */
export function matchedSamples(source: string, flags: string, samples: readonly string[]): bigint {
  const expression = new RegExp(`^${source}$`, flags);
  const bits = samples.reduce(
    (sum, sample, index) => (expression.test(sample) ? sum | (1n << BigInt(index)) : sum),
    0n,
  );
  return bits === 0n ? (1n << BigInt(samples.length)) - 1n : bits;
}
