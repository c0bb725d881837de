import { mapSubschemas } from '../../../contract/subschemas.ts';
import type { JsonSchema } from '../../../json/schema.ts';
import { soundsSecret } from '../../../json/sounds-secret.ts';

/** A parameter that clients repeat in the header `Mcp-Param-{name}` of a call, for what stands in between to see. */
export interface ParameterHeader {
  readonly name: string;
  /** The names of the properties that lead to it, from the arguments. */
  readonly path: readonly string[];
}

/** A schema with those annotations that hold, and what was found about all of them. */
export interface HeaderAnnotations {
  readonly schema: JsonSchema;
  readonly headers: readonly ParameterHeader[];
  readonly refused: readonly { readonly path: string; readonly why: string }[];
}

const annotation = 'x-mcp-header';

/**
 * Reads the `x-mcp-header` annotations of an input schema (MCP 2026-07-28, tools, "x-mcp-header"). Clients leave out a tool
 * with a single annotation that breaks a rule, so what breaks one is taken out; as is what would show a secret to
 * everything in between.
 */
export function readHeaderAnnotations(schema: JsonSchema): HeaderAnnotations {
  // Hardly any schema has one.
  if (!isAnnotated(schema)) return { schema, headers: [], refused: [] };
  const headers: ParameterHeader[] = [];
  const refused: { path: string; why: string }[] = [];
  const visit = (one: JsonSchema, path: readonly string[], isReachable: boolean): JsonSchema => {
    const { [annotation]: name, properties, ...rest } = one;
    const inner = mapSubschemas(rest, (each, keyword) => visit(each, [...path, keyword], false));
    const members = Object.entries(properties ?? {}).map(
      ([key, each]) => [key, visit(each, [...path, key], isReachable)] as const,
    );
    const result: JsonSchema = { ...inner, ...(properties && { properties: Object.fromEntries(members) }) };
    if (name === undefined) return result;
    const why = isReachable ? problem(name, path, one, headers) : 'is not among plain properties';
    if (why !== undefined || typeof name !== 'string') {
      refused.push({ path: path.join('.'), why: why ?? '' });
      return result;
    }
    headers.push({ name, path });
    return { ...result, [annotation]: name };
  };
  return { schema: visit(schema, [], true), headers, refused };
}

function isAnnotated(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return annotation in value || Object.values(value).some(isAnnotated);
}

function problem(
  name: unknown,
  path: readonly string[],
  { type }: JsonSchema,
  others: readonly ParameterHeader[],
): string | undefined {
  // RFC 9110 §5.1: a field name is a token.
  if (typeof name !== 'string' || !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return 'names no possible header';
  if (type !== 'string' && type !== 'integer' && type !== 'boolean') return 'is no text, whole number or truth value';
  if (path.some(soundsSecret)) return 'may be a secret';
  const taken = others.some((other) => other.name.toLowerCase() === name.toLowerCase());
  return taken ? 'names the header of another' : undefined;
}
