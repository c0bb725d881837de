/**
 * Makes names into segments of URLs, each there once: what is not a letter, a digit or one of `._~-` becomes `-`, and a
 * name that is taken gets `-2`, `-3` in the order given.
 */
export function uniqueSegments(names: readonly string[], reserved: Iterable<string> = []): readonly string[] {
  const taken = new Set(reserved);
  // Where counting goes on, so that a thousand equal names are not each counted from 2.
  const counts = new Map<string, number>();
  return names.map((name) => {
    const plain = segment(name);
    let unique = plain;
    let count = counts.get(plain) ?? 1;
    while (taken.has(unique)) unique = `${plain}-${++count}`;
    counts.set(plain, count);
    taken.add(unique);
    return unique;
  });
}

function segment(name: string): string {
  const safe = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._~-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return safe || 'capability';
}
