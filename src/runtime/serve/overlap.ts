import type { Pattern } from './pattern.ts';

/** Paths that begin the same way, and who has a path that ends here. */
interface Branch<Owner> {
  readonly owners: Set<Owner>;
  readonly named: Map<string, Branch<Owner>>;
  any: Branch<Owner> | undefined;
}

/** @returns those owners of paths that have one which can also be meant by a path of another owner. */
export function findOverlapping<Owner>(paths: ReadonlyMap<Owner, readonly Pattern[]>): ReadonlySet<Owner> {
  const root = createBranch<Owner>();
  for (const [owner, patterns] of paths) for (const pattern of patterns) grow(root, pattern).owners.add(owner);
  const overlapping = new Set<Owner>();
  for (const [owner, patterns] of paths)
    if (patterns.some((pattern) => meetsAnother(root, pattern, 0, owner))) overlapping.add(owner);
  return overlapping;
}

function createBranch<Owner>(): Branch<Owner> {
  return { owners: new Set(), named: new Map(), any: undefined };
}

function grow<Owner>(root: Branch<Owner>, pattern: Pattern): Branch<Owner> {
  let branch = root;
  for (const segment of pattern) {
    const next = (segment === undefined ? branch.any : branch.named.get(segment)) ?? createBranch<Owner>();
    if (segment === undefined) branch.any = next;
    else branch.named.set(segment, next);
    branch = next;
  }
  return branch;
}

function meetsAnother<Owner>(branch: Branch<Owner>, pattern: Pattern, depth: number, owner: Owner): boolean {
  if (depth === pattern.length) return branch.owners.size > (branch.owners.has(owner) ? 1 : 0);
  const below = (next: Branch<Owner>): boolean => meetsAnother(next, pattern, depth + 1, owner);
  if (branch.any && below(branch.any)) return true;
  const segment = pattern[depth];
  if (segment === undefined) return [...branch.named.values()].some(below);
  const next = branch.named.get(segment);
  return next !== undefined && below(next);
}
