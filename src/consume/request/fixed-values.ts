import type { Parameter } from '../../capability/model.ts';
import type { Json } from '../../json/json.ts';
import type { Failure } from '../../problem/failure.ts';
import type { Arguments } from './request.ts';
import { missingVariable, resolveText, type Resolved, type Variables } from '../variables.ts';

/** The parameters whose values the document fixes. A request without one of them would not be the one it describes. */
export function fixedValues(
  parameters: readonly Parameter[],
  variables: Variables,
): { readonly values: Arguments | undefined } | { readonly failure: Failure } {
  // A name such as `constructor` would be found on any object, fixed or not.
  const values: Record<string, unknown> = Object.create(null);
  for (const { name, constant, in: location } of parameters) {
    if (constant === undefined) continue;
    const resolved = resolveData(constant, variables);
    if ('value' in resolved) values[name] = resolved.value;
    else if (location !== 'variable') return { failure: missingVariable(resolved.missing, variables) };
  }
  return { values: Object.keys(values).length > 0 ? values : undefined };
}

/** A value with the templates of all its texts filled in. */
function resolveData(data: Json, variables: Variables): Resolved<Json> {
  if (typeof data === 'string') return resolveText(data, variables);
  if (typeof data !== 'object' || data === null) return { value: data };
  const missing: string[] = [];
  const filled: [name: string, value: Json][] = [];
  for (const [key, part] of Object.entries(data)) {
    const name = resolveText(key, variables);
    const value = resolveData(part, variables);
    if ('value' in name && 'value' in value) filled.push([name.value, value.value]);
    for (const resolved of [name, value]) if ('missing' in resolved) missing.push(...resolved.missing);
  }
  if (missing.length > 0) return { missing };
  return { value: Array.isArray(data) ? filled.map(([, value]) => value) : Object.fromEntries(filled) };
}
