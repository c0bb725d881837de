import type { Json } from '../../json/json.ts';
import type { JsonSchema } from '../../json/schema.ts';
import type { Parameter, ParameterLocation } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';

const locations: ReadonlySet<string> = new Set(['path', 'query', 'header', 'cookie', 'body', 'environment']);

/** Type words found in documents, and the JSON Schema type each means. */
const types: ReadonlyMap<string, string> = new Map([
  ['string', 'string'],
  ['number', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['integer', 'integer'],
  ['int', 'integer'],
  ['long', 'integer'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
  ['object', 'object'],
  ['array', 'array'],
]);

/** Keywords that mean the same in a document and in JSON Schema (or in that of MCP), by what they hold. */
const texts = ['title', 'description', 'format', 'pattern', 'x-mcp-header'];
const numbers = ['minimum', 'maximum', 'minLength', 'maxLength'];

/** The `inputParameters` of an adapter, a resource or an operation that is consumed. */
export function readParameters(parent: Reader): readonly Parameter[] {
  return parent.entries('inputParameters').flatMap((entry) => {
    const parameter = readParameter(entry);
    return parameter ? [parameter] : [];
  });
}

function readParameter({ name, reader }: Entry): Parameter | undefined {
  if (name === undefined || name === '') {
    reader.report('missing-key', `The parameter at \`${reader.path}\` has no name.`, { fix: 'Add `name:` here.' });
    return undefined;
  }
  const location = (reader.text('in') ?? 'query').toLowerCase();
  if (!locations.has(location)) {
    reader.report('unsupported', `The parameter ${name} is \`in: ${location}\`, which is no place in a request.`, {
      key: 'in',
      fix: `Use one of ${[...locations].join(', ')}.`,
    });
    return undefined;
  }
  if (location === 'environment') {
    // Its own name is the variable's; templates may use it, and nothing else does.
    return { name, in: 'variable', required: false, schema: readSchema(reader), constant: `{{${name}}}` };
  }
  const value = reader.value('value') ?? reader.value('const');
  const constant = constantOf(value);
  return {
    name,
    in: location as ParameterLocation, // it is one of the locations
    required: location === 'path' || (reader.flag('required') ?? false),
    schema: readSchema(reader),
    ...(constant !== undefined && { constant }),
    ...(typeof value === 'string' && value.startsWith('$this.') && { reference: value }),
  };
}

/** What begins with `$` is a path into something and no constant, unless it is a variable of the environment. */
function constantOf(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string' || !value.startsWith('$')) return value;
  const variable = /^\$(env\.\w+)$/.exec(value)?.[1];
  return variable === undefined ? undefined : `{{${variable}}}`;
}

/** The JSON Schema of a parameter, from the words the document has for it. */
export function readSchema(reader: Reader): JsonSchema {
  const type = types.get(reader.text('type')?.toLowerCase() ?? '');
  const schema: Record<string, unknown> = type === undefined ? {} : { type };
  const set = (keyword: string, value: unknown): void => {
    if (value !== undefined) schema[keyword] = value;
  };
  for (const keyword of texts) set(keyword, reader.text(keyword));
  for (const keyword of numbers) set(keyword, reader.number(keyword));
  set('enum', reader.list('enum'));
  set('default', reader.value('default'));
  const items = type === 'array' ? reader.child('items') : undefined;
  if (items) schema.items = readSchema(items);
  const properties = type === 'object' ? reader.entries('properties') : [];
  if (properties.length > 0) {
    schema.properties = Object.fromEntries(
      properties.map(({ name, reader: property }) => [name ?? '', readSchema(property)]),
    );
  }
  return schema;
}
