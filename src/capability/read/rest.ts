import { arrangeBody } from '../infer/body-inputs.ts';
import { placeInputs } from '../infer/rest-placeholders.ts';
import { readValue } from '../infer/value.ts';
import type { Argument, Forward, Parameter, RestExpose, RestOperation } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { readFlow } from './flow.ts';
import { readForward } from './forward.ts';
import { readHints } from './hints.ts';
import { readParameters } from './parameter.ts';
import { readOwnScopes } from './own-scopes.ts';
import type { ReadServer } from './server.ts';

export function readRest(reader: Reader, server: ReadServer, outer: Scope): RestExpose {
  const scope = { ...outer, prefixes: new Set(['rest', server.namespace]) };
  const shared = readParameters(reader);
  const operations = new Map<string, RestOperation>();
  const forwards: Forward[] = [];
  for (const resource of reader.entries('resources')) {
    const path = resource.reader.text('path') ?? '/';
    const inherited = [...shared, ...readParameters(resource.reader)];
    for (const entry of resource.reader.entries('operations')) {
      const operation = readOperation(path, entry, inherited, server, scope);
      const first = operation && operations.get(routeOf(operation));
      if (first) reportDuplicate(entry.reader, operation, first);
      else if (operation) operations.set(routeOf(operation), operation);
    }
    forwards.push(...readForward(resource.reader, path, server, scope));
  }
  return { type: 'rest', ...server, operations: [...operations.values()], forwards };
}

function readOperation(
  resourcePath: string,
  { name, reader }: Entry,
  inherited: readonly Parameter[],
  server: ReadServer,
  scope: Scope,
): RestOperation | undefined {
  const method = (reader.text('method') ?? 'GET').toUpperCase();
  const path = resourcePath + (reader.text('path') ?? '');
  const declared = [...inherited, ...readParameters(reader)];
  const fixed = fixedInputs(declared, scope);
  const words = `${method} ${path}`;
  const scopes = readOwnScopes(reader, words, server);
  const read = scopes && readFlow(reader, declared, scope, { words, route: { method, path } });
  if (!read) return undefined;
  const { flow, output } = read;
  const inputs = read.inputs.filter(({ name }) => !fixed.has(name));
  const bindings = [...fixed.values(), ...read.bindings];
  return {
    name: name ?? read.name ?? words,
    title: reader.textOf('display', 'label', 'title'),
    description: reader.text('description') ?? read.description,
    hints: readHints(reader, flow, read.semantics),
    scopes,
    ...placeInputs(path, arrangeBody(inputs, flow, { method, declared }), flow, reader),
    bindings,
    flow,
    output,
    place: reader.place,
    method,
    path,
  };
}

/** The inputs that the document gives a value, which callers then cannot give. */
function fixedInputs(declared: readonly Parameter[], scope: Scope): ReadonlyMap<string, Argument> {
  const inputs = new Set(declared.map(({ name }) => name));
  const values = declared.flatMap(({ name, constant }) =>
    constant === undefined
      ? []
      : [[name, readValue(constant, { ...scope, steps: new Set<string>(), inputs })] as const],
  );
  return new Map(values.map(([parameter, value]) => [parameter, { parameter, value }]));
}

/** What a request tells operations apart by: placeholders match alike, whatever their names are. */
function routeOf({ method, path }: RestOperation): string {
  return `${method} ${path.replaceAll(/\{\{?[^{}]*\}?\}/g, '{}')}`;
}

function reportDuplicate(entry: Reader, { method, path }: RestOperation, first: RestOperation): void {
  const where = first.place ? ` of line ${first.place.line}` : '';
  entry.report(
    'duplicate-route',
    `${method} ${path} is there twice: ${first.name}${where} is served, this one is not.`,
    {
      fix: 'Give this one another path or method, or remove it.',
    },
  );
}
