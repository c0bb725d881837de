import { isObject } from '../json/json.ts';
import type { JsonSchema } from '../json/schema.ts';
import type { ContractBody, ContractOperation, ContractParameter } from './contract.ts';
import { jsonContent } from './media-type.ts';
import type { References } from './references.ts';
import type { SchemaSource } from './schema-source.ts';

type Node = Readonly<Record<string, unknown>>;

/** What reading an operation takes from the document around it. */
export interface Tools {
  readonly references: References;
  readonly schema: SchemaSource;
}

/** Reads one Operation Object (OpenAPI 3.1). */
export function readOperation(
  method: string,
  path: string,
  node: Node,
  pathItem: Node,
  tools: Tools,
): ContractOperation {
  const body = readBody(node['requestBody'], tools);
  const result = readResult(node['responses'], tools);
  return {
    method: method.toUpperCase(),
    path,
    ...(typeof node['summary'] === 'string' && { summary: node['summary'] }),
    ...(typeof node['description'] === 'string' && { description: node['description'] }),
    parameters: readParameters(pathItem['parameters'], node['parameters'], tools),
    ...(body !== undefined && { body }),
    ...(result !== undefined && { result }),
  };
}

/** OpenAPI 3.1, Parameter Object: definitions of these headers are ignored, they are said elsewhere. */
const ignoredHeaders = new Set(['accept', 'content-type', 'authorization']);

/** The operation's own parameter replaces the path's of the same name and place. */
function readParameters(shared: unknown, own: unknown, tools: Tools): readonly ContractParameter[] {
  const found = new Map<string, ContractParameter>();
  for (const each of [...listOf(shared), ...listOf(own)]) {
    const node = tools.references.resolve(each);
    const { name, in: place } = node;
    if (typeof name !== 'string' || !isPlace(place)) continue;
    if (place === 'header' && ignoredHeaders.has(name.toLowerCase())) continue;
    const schema = described(
      tools.schema(node['schema'] ?? jsonContent(node['content'], tools.references) ?? {}),
      node,
    );
    found.set(`${place} ${name}`, { name, in: place, required: place === 'path' || node['required'] === true, schema });
  }
  return [...found.values()];
}

function readBody(reference: unknown, tools: Tools): ContractBody | undefined {
  const node = tools.references.resolve(reference);
  const schema = jsonContent(node['content'], tools.references);
  if (schema === undefined) return undefined;
  return {
    required: node['required'] === true,
    schema: tools.schema(schema),
    ...(typeof node['description'] === 'string' && { description: node['description'] }),
  };
}

/** The first success (200 before 201 before 2XX) that is answered with JSON. */
function readResult(responses: unknown, tools: Tools): JsonSchema | undefined {
  if (!isObject(responses)) return undefined;
  const successes = Object.keys(responses)
    .filter((status) => /^2(?:\d\d|XX)$/i.test(status))
    .sort();
  for (const status of successes) {
    const schema = jsonContent(tools.references.resolve(responses[status])['content'], tools.references);
    if (schema !== undefined) return tools.schema(schema);
  }
  return undefined;
}

/** A parameter's own description speaks of this use; the one in its schema, of the type. */
function described(schema: JsonSchema, parameter: Node): JsonSchema {
  const description = parameter['description'];
  return typeof description === 'string' && description !== '' ? { ...schema, description } : schema;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isPlace(value: unknown): value is ContractParameter['in'] {
  return value === 'path' || value === 'query' || value === 'header' || value === 'cookie';
}
