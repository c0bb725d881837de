import { arrangeBody } from '../infer/body-inputs.ts';
import { placeInputs } from '../infer/rest-placeholders.ts';
import type { Forward, Input, RestExpose, RestOperation } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { readFlow } from './flow.ts';
import { readForward } from './forward.ts';
import { readHints } from './hints.ts';
import { readParameters } from './parameter.ts';
import type { ReadServer } from './server.ts';

export function readRest(reader: Reader, server: ReadServer, outer: Scope): RestExpose {
  const scope = { ...outer, prefixes: new Set(['rest', server.namespace]) };
  const shared = readParameters(reader);
  const operations: RestOperation[] = [];
  const forwards: Forward[] = [];
  for (const resource of reader.entries('resources')) {
    const path = resource.reader.text('path') ?? '/';
    const inherited = [...shared, ...readParameters(resource.reader)];
    for (const entry of resource.reader.entries('operations')) {
      const operation = readOperation(path, entry, inherited, scope);
      if (operation) operations.push(operation);
    }
    forwards.push(...readForward(resource.reader, path, scope));
  }
  return { type: 'rest', ...server, operations: withoutDuplicates(operations, reader), forwards };
}

function readOperation(
  resourcePath: string,
  { name, reader }: Entry,
  inherited: readonly Input[],
  scope: Scope,
): RestOperation | undefined {
  const method = (reader.text('method') ?? 'GET').toUpperCase();
  const path = resourcePath + (reader.text('path') ?? '');
  const declared = [...inherited, ...readParameters(reader)];
  const read = readFlow(reader, declared, scope, path);
  if (!read) return undefined;
  const { inputs, bindings, flow, output } = read;
  return {
    name: name ?? read.name ?? `${method} ${path}`,
    description: reader.text('description') ?? read.description,
    hints: readHints(reader, flow, read.semantics),
    ...placeInputs(path, method, arrangeBody(inputs, flow), flow, reader),
    bindings,
    flow,
    output,
    place: reader.place,
    method,
    path,
  };
}

function withoutDuplicates(operations: readonly RestOperation[], expose: Reader): readonly RestOperation[] {
  const served = new Map<string, RestOperation>();
  for (const operation of operations) {
    const route = `${operation.method} ${operation.path.replaceAll(/\{\{?[^{}]*\}?\}/g, '{}')}`;
    if (served.has(route)) {
      expose.report(
        'duplicate-route',
        `${operation.method} ${operation.path} is there twice; ${served.get(route)?.name ?? 'the first'} is served.`,
      );
    } else served.set(route, operation);
  }
  return [...served.values()];
}
