import { parseJsonPath } from '../../expression/json-path/parse.ts';
import { InvalidExpression } from '../../expression/scanner.ts';
import type { JsonSchema } from '../../json/schema.ts';
import type { Parameter } from '../model.ts';

/**
 * What is known of a body of which a parameter is filled with a part: that it is an object, and that the part is in it.
 *
 * @param path of the part, from the inputs: `$['body']['owner']['mail']`.
 */
export function describePart(body: JsonSchema, path: string, { schema, required }: Parameter): JsonSchema {
  const names = membersOf(path);
  return names.length === 0 ? body : withMember(body, names, schema, required);
}

/** The names a path goes through below its first; none where it cannot be read, which is said when it is compiled. */
function membersOf(path: string): readonly string[] {
  try {
    const { segments } = parseJsonPath(path);
    const names = segments.map(({ selectors: [selector] }) => (selector?.kind === 'name' ? selector.name : undefined));
    return names.slice(1).filter((name) => name !== undefined);
  } catch (error) {
    if (!(error instanceof InvalidExpression)) throw error;
    return [];
  }
}

function withMember(
  object: JsonSchema,
  [name = '', ...more]: readonly string[],
  leaf: JsonSchema,
  required: boolean,
): JsonSchema {
  const known = object.properties?.[name] ?? {};
  const member = more.length === 0 ? { ...leaf, ...known } : withMember(known, more, leaf, required);
  const needed = new Set([...(object.required ?? []), ...(required ? [name] : [])]);
  return {
    ...object,
    type: 'object',
    properties: { ...object.properties, [name]: member },
    ...(needed.size > 0 && { required: [...needed] }),
  };
}
