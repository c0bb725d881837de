import type { JsonObject } from '../../json/json.ts';
import type { JsonSchema } from '../../json/schema.ts';
import { inputSchema } from '../../operation/inputs/input-schema.ts';
import type { Input, Operation } from '../../operation/operation.ts';
import { splitPath, type PathPart } from '../../expression/placeholders.ts';
import { describeScheme, describeSecurity, type DescribedCallers } from './openapi-callers.ts';
import { createComponents, type Components } from './openapi-components.ts';
import type { RestRoute } from './router.ts';

export interface FaceDescription {
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly routes: readonly RestRoute[];
  /** The path below which the face is served; by default none. */
  readonly base?: string;
  /** Left out, anyone may call. */
  readonly callers?: DescribedCallers | undefined;
}

type Node = Record<string, unknown>;

const tag = 'operations';

/** Describes a REST face as OpenAPI 3.1. Servers are given relative, so that the description holds wherever it is served. */
export function describeFace({ title, description, version, routes, base = '', callers }: FaceDescription): Node {
  const components = createComponents();
  const paths: Record<string, Node> = {};
  const ids = new Set<string>();
  for (const route of routes) {
    const item = (paths[pathKey(route)] ??= {});
    item[route.method.toLowerCase()] = describeOperation(route, uniqueId(route, ids), components, callers);
  }
  return {
    openapi: '3.1.0',
    info: { title, description: description || title, version, contact: { name: title } },
    servers: [{ url: base || '/' }],
    tags: [{ name: tag, description: `What ${title} can do.` }],
    paths,
    components: {
      schemas: { ...components.schemas(), Problem: problemSchema },
      ...(callers && { securitySchemes: { caller: describeScheme(callers) } }),
    },
  };
}

function describeOperation(
  route: RestRoute,
  operationId: string,
  components: Components,
  callers: DescribedCallers | undefined,
): Node {
  const { operation } = route;
  const { security, refusals = {} } = callers ? describeSecurity(operation.scopes, callers) : {};
  const body = bodyOf(operation);
  const answer = operation.resultSchema
    ? { 'application/json': { schema: components.use(operation.resultSchema, 'Result') } }
    : { 'application/json': {} };
  return {
    operationId,
    summary: operation.title ?? (firstSentence(operation.description) || operation.name),
    description: operation.description || operation.name,
    tags: [tag],
    ...(security && { security }),
    parameters: describeParameters(route, components),
    ...(body && {
      requestBody: {
        required: body.required,
        content: { 'application/json': { schema: components.use(body.schema, '') } },
      },
    }),
    responses: {
      '200': { description: 'What the API answered.', content: answer },
      '400': problem('The request is not as it must be; nothing was sent.'),
      ...Object.fromEntries(Object.entries(refusals).map(([status, words]) => [status, problem(words)])),
      ...(body && { '422': problem('The body does not fit the contract; nothing was sent.') }),
      default: problem('The API refused (its own body and status), or Capstan could not finish the call.'),
    },
  };
}

/** The whole body, or the object that its members are. */
function bodyOf({ inputs }: Operation): Pick<Input, 'required' | 'schema'> | undefined {
  const members = inputs.filter((input) => input.in === 'member');
  const whole = inputs.find((input) => input.in === 'body');
  if (members.length === 0) return whole;
  const schema = inputSchema(members);
  return {
    required: members.some(({ required }) => required) || (whole?.required ?? false),
    schema: whole ? { allOf: [whole.schema, { ...schema, additionalProperties: true }] } : schema,
  };
}

function describeParameters({ operation, path, placeholders }: RestRoute, components: Components): readonly Node[] {
  const names = describedPath(path).flatMap((part) => ('name' in part ? [part.name] : []));
  const inPath = names.map((name, position) => {
    const input = operation.inputs.find((one) => one.name === placeholders[position]);
    return parameter(name, 'path', true, input?.schema ?? { type: 'string' }, components);
  });
  const others = operation.inputs.filter((input: Input) => !['path', 'body', 'member'].includes(input.in));
  return [
    ...inPath,
    ...others.map((input) => parameter(input.name, input.in, input.required, input.schema, components)),
  ];
}

function parameter(
  name: string,
  location: string,
  required: boolean,
  schema: JsonSchema,
  components: Components,
): Node {
  const { description, ...rest } = schema;
  return {
    name,
    in: location,
    required,
    ...(description !== undefined && { description }),
    schema: components.use(rest, ''),
  };
}

/** A path may hold each placeholder name only once: of a name that is there before, the second is `name-2`. */
function describedPath(path: string): readonly PathPart[] {
  const taken = new Set<string>();
  return splitPath(path).map((part) => {
    if ('text' in part) return part;
    let { name } = part;
    for (let count = 2; taken.has(name); count++) name = `${part.name}-${count}`;
    taken.add(name);
    return { name };
  });
}

/** Without mustaches. */
function pathKey({ path }: RestRoute): string {
  const written = describedPath(path)
    .map((part) => ('name' in part ? `{${part.name}}` : part.text))
    .join('');
  return written.startsWith('/') ? written : `/${written}`;
}

function uniqueId({ operation, method }: RestRoute, taken: Set<string>): string {
  const plain = operation.name.replaceAll(/[^A-Za-z0-9_.-]+/g, '-');
  let id = taken.has(plain) ? `${plain}-${method.toLowerCase()}` : plain;
  for (let count = 2; taken.has(id); count++) id = `${plain}-${count}`;
  taken.add(id);
  return id;
}

function firstSentence(text: string): string {
  return (/^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text).replace(/\.$/, '');
}

function problem(description: string): Node {
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
}

const problemSchema: JsonObject = {
  type: 'object',
  description: 'Why a call was refused or could not be finished (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'retry'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'The cause, and what to do about it.' },
    code: { type: 'string', description: 'Stable; programs match on it.' },
    retry: { type: 'string', enum: ['never', 'safe', 'check-first'] },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' }, allowed: { type: 'array', items: {} } },
      },
    },
  },
};
