import { placeholders } from '../../expression/placeholders.ts';
import type { Parameter } from '../model.ts';
import type { Reader } from '../reader.ts';

/**
 * Half of the published documents leave out the parameters of their paths. A placeholder that no parameter declares can
 * be filled by nothing but a text the caller gives, so it becomes a required one.
 */
export function inferUndeclaredPlaceholders(
  path: string,
  declared: readonly Parameter[],
  operation: Reader,
): readonly Parameter[] {
  const known = new Set(declared.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name));
  const missing = [...new Set(placeholders(path))].filter((name) => !known.has(name));
  for (const name of missing) {
    operation.report(
      'inferred-path-parameter',
      `The path ${path} needs \`${name}\`, which is declared nowhere; it is taken as a required text.`,
      {
        fix: `To say more of it, declare it: \`- {name: ${name}, in: path, type: string}\`.`,
      },
    );
  }
  const inferred = missing.map((name): Parameter => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  return [...inferred, ...declared];
}
