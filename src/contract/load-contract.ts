import { isObject } from '../json/json.ts';
import { basePath } from './base-path.ts';
import { ContractError } from './contract-error.ts';
import type { Contract } from './contract.ts';
import { readOperation } from './operation.ts';
import { parse } from './parse.ts';
import { pathIndex, type Placed } from './path-index.ts';
import { referencesOf } from './references.ts';
import { schemaSource } from './schema-source.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/**
 * Reads an OpenAPI 3.0, 3.1 or 3.2 description, in YAML or JSON. Its parameters, bodies and results come out as
 * self-contained JSON Schemas (draft 2020-12), references resolved, each operation when it is first asked for: contracts
 * describe whole APIs, and most documents use little of theirs.
 *
 * @param text the description
 * @param file its path or URL, for messages
 * @throws {ContractError} when the text is something else. What an operation refers to is looked for with it.
 */
export function loadContract(text: string, file: string): Contract {
  const document = parse(text, file);
  if (!isObject(document)) throw new ContractError(file, `This is no OpenAPI description. ${accepted}`);
  const dialect = dialectOf(document, file);
  const references = referencesOf(document, file);
  const tools = { references, schema: schemaSource(references, dialect, file) };

  const placed: Placed[] = [];
  for (const [template, pathNode] of Object.entries(isObject(document['paths']) ? document['paths'] : {})) {
    const pathItem = references.resolve(pathNode);
    for (const method of methods) {
      const node = pathItem[method];
      if (!isObject(node)) continue;
      const base = basePath(node['servers'] ?? pathItem['servers'] ?? document['servers']);
      const path = base + template;
      placed.push({ method, path, base, read: once(() => readOperation(method, path, node, pathItem, tools)) });
    }
  }

  const info = isObject(document['info']) ? document['info'] : {};
  return {
    title: word(info['title']),
    version: word(info['version']),
    get operations() {
      return placed.map(({ read }) => read());
    },
    find: pathIndex(placed),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

const accepted = 'A contract is an OpenAPI 3.0 or 3.1 description, in YAML or JSON.';

function dialectOf(document: Readonly<Record<string, unknown>>, file: string): '3.0' | '3.1' {
  const version = word(document['openapi']);
  if (version.startsWith('3.0')) return '3.0';
  if (/^3\.\d/.test(version)) return '3.1';
  if (document['swagger'] !== undefined) {
    throw new ContractError(
      file,
      `This is a Swagger ${word(document['swagger'])} description. ${accepted} Convert it first.`,
    );
  }
  throw new ContractError(
    file,
    version === ''
      ? `This is no OpenAPI description. ${accepted}`
      : `OpenAPI ${version} is not known here. ${accepted}`,
  );
}

/** YAML reads an unquoted version as a number. */
function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
