import { inferWiring } from '../infer/inputs.ts';
import { resolveCall } from '../infer/call.ts';
import { placeInputs } from '../infer/rest-placeholders.ts';
import type { Consume, Input, RestExpose, RestOperation } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import { readHints } from './hints.ts';
import { readOutput } from './output.ts';
import { readParameters } from './parameter.ts';
import { readServer } from './server.ts';

export function readRest(reader: Reader, consumes: readonly Consume[]): RestExpose {
  const server = readServer(reader, 8080);
  const prefixes = new Set(['rest', server.namespace]);
  const operations = reader.entries('resources').flatMap((resource) => {
    if (resource.reader.has('forward')) {
      resource.reader.report(
        'unsupported',
        `\`${resource.reader.path}\` forwards a whole path, which this release cannot do; it is left out.`,
        {
          key: 'forward',
        },
      );
    }
    const path = resource.reader.text('path') ?? '/';
    const inherited = readParameters(resource.reader);
    return resource.reader.entries('operations').flatMap((entry) => {
      const operation = readOperation(path, entry, inherited, consumes, prefixes);
      return operation ? [operation] : [];
    });
  });
  return { type: 'rest', ...server, operations: withoutDuplicates(operations, reader) };
}

function readOperation(
  resourcePath: string,
  { name, reader }: Entry,
  inherited: readonly Input[],
  consumes: readonly Consume[],
  prefixes: ReadonlySet<string>,
): RestOperation | undefined {
  const method = (reader.text('method') ?? 'GET').toUpperCase();
  const path = resourcePath + (reader.text('path') ?? '');
  const call = resolveCall(reader, consumes, path);
  if (!call) return undefined;
  const { inputs, arguments: wired } = inferWiring(reader, call, [...inherited, ...readParameters(reader)], prefixes);
  return {
    name: name ?? `${method} ${path}`,
    description: reader.text('description') ?? call.description,
    hints: readHints(reader, call.method),
    call,
    ...placeInputs(path, inputs, call, reader),
    arguments: wired,
    output: readOutput(reader),
    place: reader.place,
    method,
    path,
  };
}

function withoutDuplicates(operations: readonly RestOperation[], expose: Reader): readonly RestOperation[] {
  const served = new Map<string, RestOperation>();
  for (const operation of operations) {
    const route = `${operation.method} ${operation.path.replaceAll(/\{[^{}]*\}/g, '{}')}`;
    if (served.has(route)) {
      expose.report(
        'duplicate-route',
        `${operation.method} ${operation.path} is there twice; ${served.get(route)?.name ?? 'the first'} is served.`,
      );
    } else served.set(route, operation);
  }
  return [...served.values()];
}
