import { compilePattern } from '../../json/pattern/compile-pattern.ts';
import { isObject, type Json } from '../../json/json.ts';
import type { JsonSchema } from '../../json/schema.ts';
import { reportFindings } from './findings.ts';
import { namedSchemas } from './named-schemas.ts';
import type { Rule } from './rule.ts';

/** Schemas no author can have meant: they refuse everything, check nothing or promise what is refused. */
export const malformedSchema: Rule = (capability, report) => {
  const findings = namedSchemas(capability).flatMap(({ name, schema, place }) =>
    problems(schema).map((problem) => ({ what: `${name} ${problem}`, place })),
  );
  reportFindings(report, 'malformed-schema', findings, (names) => ({
    message: `Some of what is said about inputs makes no sense: ${names}.`,
    fix: 'Correct it, so that callers are told what is true and wrong values are refused.',
  }));
};

const bounds = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
] as const;

function problems(schema: JsonSchema): readonly string[] {
  const found: string[] = [];
  const { pattern, enum: values, default: fallback, type } = schema;
  if (typeof pattern === 'string' && !compilePattern(pattern))
    found.push('has a `pattern` that is no regular expression (it is not checked)');
  for (const keyword of ['minLength', 'maxLength'] as const) {
    const count = schema[keyword];
    if (typeof count === 'number' && (!Number.isInteger(count) || count < 0))
      found.push(`has a \`${keyword}\` that is no count (it is not checked)`);
  }
  for (const [least, most] of bounds) {
    const [low, high] = [schema[least], schema[most]];
    if (typeof low === 'number' && typeof high === 'number' && low > high)
      found.push(`has a \`${least}\` over its \`${most}\` (every value is refused)`);
  }
  if (values?.length === 0) found.push('has an empty `enum` (it is not checked)');
  if (values?.some((value) => !isOfType(value, type)))
    found.push(`has a value in its \`enum\` that is not of type ${typeName(type)} (it is refused)`);
  if (fallback !== undefined && fallback !== null) {
    if (!isOfType(fallback, type)) found.push(`has a \`default\` that is not of type ${typeName(type)}`);
    else if (values && values.length > 0 && !values.some((value) => JSON.stringify(value) === JSON.stringify(fallback)))
      found.push('has a `default` that its `enum` does not allow');
  }
  return found;
}

function isOfType(value: Json, type: JsonSchema['type']): boolean {
  if (type === undefined) return true;
  return (typeof type === 'string' ? [type] : type).some((name) => isOfOneType(value, name));
}

function isOfOneType(value: Json, type: string): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}

function typeName(type: JsonSchema['type']): string {
  return typeof type === 'string' ? type : (type ?? []).join(' or ');
}
