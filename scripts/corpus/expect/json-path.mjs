/** What a path leads to, of those paths that documents use: `$.a.b`, `$['a b']`, `$.a[0]`; undefined for any other. */
export function parsePath(text) {
  const trimmed = String(text).trim();
  if (trimmed === '$' || trimmed === '$.') return [];
  if (!trimmed.startsWith('$')) return undefined;
  const steps = [];
  const step = /\.([\w-]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/y;
  step.lastIndex = 1;
  while (step.lastIndex < trimmed.length) {
    const found = step.exec(trimmed);
    if (!found) return undefined;
    const [, name, index, single, double] = found;
    steps.push(index === undefined ? (name ?? single ?? double) : Number(index));
  }
  return steps;
}

export function follow(value, steps) {
  return steps.reduce((at, step) => {
    if (typeof at !== 'object' || at === null) return undefined;
    return Array.isArray(at) === (typeof step === 'number') && Object.hasOwn(at, step) ? at[step] : undefined;
  }, value);
}
