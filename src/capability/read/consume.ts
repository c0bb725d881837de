import { inferBodyVariables } from '../infer/body-variables.ts';
import { calledNamespace, readNamespace } from '../infer/namespaces.ts';
import { requireWhatIsSent } from '../infer/overridden-headers.ts';
import { inferUndeclaredPlaceholders, type PlaceholderScope } from '../infer/undeclared-placeholders.ts';
import type { Consume, ConsumedOperation, Parameter } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { readAnswerFormat } from './answer-format.ts';
import { readAuthentication } from './authentication.ts';
import { readBody } from './body.ts';
import { readProjection } from './output.ts';
import { readParameters } from './parameter.ts';
import { readTunnel } from './tunnel.ts';

type ConsumeScope = Pick<Scope, 'prefixes' | 'isBound'> & PlaceholderScope;

/** @param parts of the document that may have some. */
export function readConsumes(parts: readonly Reader[], scope: Pick<Scope, 'prefixes' | 'isBound'>): readonly Consume[] {
  const entries = parts.flatMap((part) => part.entries('consumes'));
  const called = calledNamespace(entries, parts);
  return entries.flatMap((entry) => readConsume(entry, called, scope) ?? []);
}

/** Whether a consumed API is one over HTTP. */
export function isHttp(consume: Reader): boolean {
  return /^https?$/i.test(consume.text('type') ?? 'http');
}

function readConsume(
  entry: Entry,
  called: string | undefined,
  outer: Pick<Scope, 'prefixes' | 'isBound'>,
): Consume | undefined {
  const { reader } = entry;
  if (reader.has('import')) return undefined; // it could not be resolved, which was said then
  if (!isHttp(reader)) {
    const words = `\`${reader.path}\` consumes over \`${reader.text('type')}\`; it is left out, and so is what calls it.`;
    reader.report('unsupported', words, { key: 'type', fix: 'Only http can be consumed.' });
    return undefined;
  }
  const namespace = readNamespace(entry, called);
  const prefixes = new Set([...outer.prefixes, namespace]);
  const shared = readParameters(reader);
  const authentication = readAuthentication(reader, namespace);
  const scope: ConsumeScope = { ...outer, prefixes, reportedPaths: new Set() };
  return {
    namespace,
    baseUri: reader.textOf('baseUri', 'baseUrl') ?? '',
    tunnel: readTunnel(reader, namespace),
    description: reader.text('description'),
    authentication,
    parameters: shared,
    operations: reader
      .entries('resources')
      .flatMap((resource) => readResource(namespace, resource.reader, shared, scope))
      .map((operation) => requireWhatIsSent(operation, authentication)),
    place: reader.place,
  };
}

function readResource(
  namespace: string,
  resource: Reader,
  shared: readonly Parameter[],
  scope: ConsumeScope,
): readonly ConsumedOperation[] {
  const path = resource.text('path') ?? '';
  const inherited = [...shared, ...readParameters(resource)];
  return resource
    .entries('operations')
    .flatMap((entry) => readOperation({ namespace, path }, entry, inherited, scope) ?? []);
}

function readOperation(
  resource: { readonly namespace: string; readonly path: string },
  { name, reader }: Entry,
  inherited: readonly Parameter[],
  scope: ConsumeScope,
): ConsumedOperation | undefined {
  const { namespace } = resource;
  const method = readMethod(reader);
  if (method === undefined) return undefined;
  const written = joinPaths(resource.path, reader.text('path') ?? '');
  const declared = merge(inherited, readParameters(reader));
  const { path, parameters: placed } = inferUndeclaredPlaceholders(written, declared, reader, scope);
  const content = readBody(reader, placed);
  const { parameters, body } = content
    ? inferBodyVariables(content, placed, reader, scope)
    : { parameters: asMembers(placed), body: undefined };
  return {
    namespace,
    name: name ?? `${method} ${path}`,
    method,
    path,
    description: reader.text('description'),
    parameters,
    body,
    answer: readAnswerFormat(reader),
    projection: readProjection(reader),
    place: reader.place,
  };
}

/** RFC 9110 §5.6.2: what is no token cannot be sent as a method. */
const token = /^[\w!#$%&'*+.^`|~-]+$/;

function readMethod(operation: Reader): string | undefined {
  const written = operation.text('method') || 'GET';
  if (token.test(written)) return written.toUpperCase();
  operation.report('wrong-type', `\`${operation.path}.method\` is no method of HTTP; the operation is left out.`, {
    key: 'method',
  });
  return undefined;
}

/** Some documents write the whole path again at the operation, most only what follows the resource's. */
function joinPaths(resource: string, operation: string): string {
  if (operation === resource || operation.startsWith(`${resource.replace(/\/$/, '')}/`)) return operation || resource;
  return resource + operation;
}

/** Later declarations replace earlier ones of the same name and location: the operation's win over the resource's. */
function merge(earlier: readonly Parameter[], later: readonly Parameter[]): readonly Parameter[] {
  const merged = new Map([...earlier, ...later].map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  return [...merged.values()];
}

/** One parameter in the body is the whole of it; of several, each is a member of a JSON object. */
function asMembers(parameters: readonly Parameter[]): readonly Parameter[] {
  if (parameters.filter((parameter) => parameter.in === 'body').length < 2) return parameters;
  return parameters.map((parameter) => (parameter.in === 'body' ? { ...parameter, in: 'member' } : parameter));
}
