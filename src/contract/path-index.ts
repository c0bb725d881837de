import type { Contract, ContractOperation } from './contract.ts';

/** An operation, not yet read. */
export interface Placed {
  readonly method: string;
  readonly path: string;
  /** The base path that its path begins with. */
  readonly base: string;
  readonly read: () => ContractOperation;
}

/** Prepares {@link Contract.find}. Where two operations answer to the same path, the one listed first wins. */
export function pathIndex(placed: readonly Placed[]): Contract['find'] {
  const byShape = new Map<string, Placed['read']>();
  const add = ({ method, read }: Placed, path: string): void => {
    const key = `${method.toUpperCase()} ${shape(path)}`;
    if (!byShape.has(key)) byShape.set(key, read);
  };
  for (const one of placed) add(one, one.path);
  for (const one of placed) add(one, one.path.slice(one.base.length));

  return (method, path) => {
    const verb = method.toUpperCase();
    const wanted = shape(path);
    const exact = byShape.get(`${verb} ${wanted}`);
    if (exact !== undefined) return exact();
    const segments = wanted.split('/');
    for (const [key, read] of byShape) {
      const [keyVerb, keyPath = ''] = key.split(' ', 2);
      if (keyVerb === verb && matches(keyPath.split('/'), segments)) return read();
    }
    return undefined;
  };
}

/** The path with nameless placeholders and without a trailing slash. */
function shape(path: string): string {
  const plain = path.replaceAll(/\{[^}]*\}/g, '{}').replace(/[/]+$/, '');
  return plain.startsWith('/') ? plain : `/${plain}`;
}

function matches(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((segment, index) => segment === segments[index] || segment === '{}')
  );
}
