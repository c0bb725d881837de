import type { Contract, ContractOperation } from './contract.ts';

/** An operation with the base path its path template starts with. */
export interface Placed {
  readonly operation: ContractOperation;
  readonly base: string;
}

/** Prepares {@link Contract.find}. Where two operations answer to the same path, the one listed first wins. */
export function pathIndex(placed: readonly Placed[]): Contract['find'] {
  const byShape = new Map<string, ContractOperation>();
  const add = (operation: ContractOperation, path: string): void => {
    const key = `${operation.method} ${shape(path)}`;
    if (!byShape.has(key)) byShape.set(key, operation);
  };
  for (const { operation } of placed) add(operation, operation.path);
  for (const { operation, base } of placed) add(operation, operation.path.slice(base.length));

  return (method, path) => {
    const verb = method.toUpperCase();
    const wanted = shape(path);
    const exact = byShape.get(`${verb} ${wanted}`);
    if (exact !== undefined) return exact;
    const segments = wanted.split('/');
    for (const [key, operation] of byShape) {
      const [keyVerb, keyPath = ''] = key.split(' ', 2);
      if (keyVerb === verb && matches(keyPath.split('/'), segments)) return operation;
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
