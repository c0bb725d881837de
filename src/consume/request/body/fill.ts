import type { Template } from '../../../expression/template.ts';
import type { Lookup } from '../../../expression/template/name.ts';
import type { Variable } from '../../../expression/template/part.ts';
import type { FieldProblem } from '../../../problem/failure.ts';

/** Writes a value for its place; undefined when it cannot stand there. */
export type CheckedWrite = (value: unknown, variable: Variable) => string | undefined;

/** Fills in a template, or names the first variable whose value cannot stand where it is. */
export function fill(template: Template, lookup: Lookup, write: CheckedWrite, message: string): string | FieldProblem {
  const refused: string[] = [];
  const text = template.render(lookup, (value, variable) => {
    const written = write(value, variable);
    if (written === undefined) refused.push(variable.label);
    return written ?? '';
  });
  const [field] = refused;
  return field === undefined ? text : { field, message };
}
