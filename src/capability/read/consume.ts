import { inferUndeclaredPlaceholders } from '../infer/undeclared-placeholders.ts';
import type { Consume, ConsumedOperation, Parameter } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import { readAuthentication } from './authentication.ts';
import { readParameters } from './parameter.ts';

export function readConsumes(capability: Reader): readonly Consume[] {
  return capability.entries('consumes').flatMap((entry) => {
    const consume = readConsume(entry);
    return consume ? [consume] : [];
  });
}

function readConsume({ reader }: Entry): Consume | undefined {
  if (reader.has('import')) {
    reader.report('unsupported', `\`${reader.path}\` is imported from another file, which this release cannot do.`, {
      key: 'import',
      fix: 'Copy the imported entry into this document.',
    });
    return undefined;
  }
  const type = reader.text('type') ?? 'http';
  if (type !== 'http') {
    reader.report('unsupported', `\`${reader.path}\` consumes over \`${type}\`; only http can be consumed.`, {
      key: 'type',
    });
    return undefined;
  }
  const namespace = reader.requiredText('namespace');
  const shared = readParameters(reader);
  return {
    namespace,
    baseUri: reader.textOf('baseUri', 'baseUrl') ?? '',
    description: reader.text('description'),
    authentication: readAuthentication(reader),
    operations: reader.entries('resources').flatMap((resource) => readResource(namespace, resource.reader, shared)),
    place: reader.place,
  };
}

function readResource(namespace: string, resource: Reader, shared: readonly Parameter[]): readonly ConsumedOperation[] {
  const path = resource.text('path') ?? '';
  const inherited = [...shared, ...readParameters(resource)];
  return resource.entries('operations').flatMap((entry) => {
    const operation = readOperation(namespace, path, entry, inherited);
    return operation ? [operation] : [];
  });
}

function readOperation(
  namespace: string,
  resourcePath: string,
  { name, reader }: Entry,
  inherited: readonly Parameter[],
): ConsumedOperation | undefined {
  const method = (reader.text('method') ?? 'GET').toUpperCase();
  const path = resourcePath + (reader.text('path') ?? '');
  if (reader.has('body')) {
    reader.report(
      'unsupported',
      `The operation ${name ?? method} has a body template, which this release cannot send; calls to it are left out.`,
      {
        key: 'body',
        fix: 'Declare an input with `in: body` instead.',
      },
    );
    return undefined;
  }
  return {
    namespace,
    name: name ?? `${method} ${path}`,
    method,
    path,
    description: reader.text('description'),
    parameters: inferUndeclaredPlaceholders(path, merge(inherited, readParameters(reader)), reader),
    format: (reader.text('outputRawFormat') ?? 'json').toLowerCase(),
    place: reader.place,
  };
}

/** Later declarations replace earlier ones of the same name and location: the operation's win over the resource's. */
function merge(earlier: readonly Parameter[], later: readonly Parameter[]): readonly Parameter[] {
  const merged = new Map([...earlier, ...later].map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  return [...merged.values()];
}
