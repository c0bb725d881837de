import { compileSchema } from '../../contract/validate.ts';
import type { JsonSchema } from '../../json/schema.ts';

/**
 * {@link compileSchema} for a schema that may be none, as published ones can be (`minimum: low`): a property whose schema
 * makes no sense is not checked, all others are.
 */
export function compileUsable(schema: JsonSchema): ReturnType<typeof compileSchema> {
  let check = compileSchema(schema);
  let prepared = false;
  const prepare = (): void => {
    if (prepared) return;
    try {
      check.prepare();
    } catch {
      check = compileSchema(withoutUnusable(schema));
    }
    prepared = true;
  };
  const problemsOf = (value: unknown): ReturnType<typeof check> => {
    prepare();
    return check(value);
  };
  return Object.assign(problemsOf, { prepare });
}

function withoutUnusable(schema: JsonSchema): JsonSchema {
  const { properties = {}, $defs } = schema;
  const usable = ([name, property]: readonly [string, JsonSchema]): readonly [string, JsonSchema] => {
    try {
      compileSchema({ ...property, ...($defs && { $defs }) }).prepare();
      return [name, property];
    } catch {
      return [name, {}];
    }
  };
  return { ...schema, properties: Object.fromEntries(Object.entries(properties).map(usable)) };
}
