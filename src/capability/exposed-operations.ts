import type { Expose, ExposedOperation } from './model.ts';

/** Everything a server runs, whatever it is to its callers. */
export function exposedOperations(expose: Expose): readonly ExposedOperation[] {
  if (expose.type === 'rest') return expose.operations;
  if (expose.type === 'skill') return [];
  const sources = [...expose.resources, ...expose.prompts].map(({ source }) => source);
  return [...expose.tools, ...sources.flatMap((source) => (source.kind === 'operation' ? [source.operation] : []))];
}
