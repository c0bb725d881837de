/**
 * The known name somebody most likely meant by `name`: the one fewest edits away, if few enough to be a slip
 * (a third of its letters at most). Case, hyphens and underscores count for nothing.
 *
 * @param most edits there may be, for names that have much in common without being meant for each other.
 */
export function closestName(name: string, known: readonly string[], most = Infinity): string | undefined {
  const wanted = plain(name);
  let best: string | undefined;
  let fewest = Infinity;
  for (const candidate of known) {
    const allowed = Math.min(Math.floor(Math.max(wanted.length, candidate.length) / 3), most);
    if (Math.abs(wanted.length - plain(candidate).length) > allowed) continue;
    const count = edits(wanted, plain(candidate));
    if (count <= allowed && count < fewest) {
      best = candidate;
      fewest = count;
    }
  }
  return best;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

/** Edits to get from one to the other: a letter put in, taken out or replaced, or two neighbours swapped. */
function edits(from: string, to: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = at(row, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swaps = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      next.push(Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1, swaps ? at(before, j - 2) + 1 : Infinity));
    }
    before = row;
    row = next;
  }
  return at(row, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
