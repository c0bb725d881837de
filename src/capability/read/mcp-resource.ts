import { placeholders } from '../../expression/placeholders.ts';
import { InvalidExpression } from '../../expression/scanner.ts';
import { compileUriTemplate } from '../../expression/uri-template.ts';
import type { ExposedResource, Flow, Input, Output } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import type { Scope } from '../scope.ts';
import { readFlow } from './flow.ts';
import { readHints } from './hints.ts';
import { readOwnScopes } from './own-scopes.ts';
import { reportUnused } from './report-unused.ts';
import type { ReadServer } from './server.ts';
import { readToolInputs } from './tool-inputs.ts';

/** The `resources` of an MCP server: each is read by its URI, of which there is one. */
export function readResources(reader: Reader, server: ReadServer, scope: Scope): readonly ExposedResource[] {
  const resources = new Map<string, ExposedResource>();
  for (const entry of reader.entries('resources')) {
    const resource = readResource(entry, server, scope);
    const first = resource && resources.get(resource.uri);
    if (first) reportDuplicate(entry.reader, first);
    else if (resource) resources.set(resource.uri, resource);
  }
  return [...resources.values()];
}

function readResource({ name: written, reader }: Entry, server: ReadServer, scope: Scope): ExposedResource | undefined {
  const uri = readUri(reader);
  if (uri === undefined) return undefined;
  const name = written ?? uri;
  const scopes = readOwnScopes(reader, `the resource ${name}`, server);
  if (!scopes) return undefined;
  const description = reader.text('description');
  const source = reader.has('location')
    ? readLocation(reader, uri, `the resource ${name}`)
    : readOperation(reader, { uri, name, scopes }, scope);
  return (
    source && {
      name,
      title: reader.textOf('display', 'label', 'title'),
      description: description ?? ('operation' in source ? source.operation.description : undefined),
      uri,
      mimeType: reader.text('mimeType')?.trim(),
      isBinary: reader.flag('binary') ?? false,
      source,
      scopes,
      place: reader.place,
    }
  );
}

/** @returns undefined, reported, when there is none that a client could ask for. */
function readUri(reader: Reader): string | undefined {
  const written = reader.requiredText('uri').trim();
  if (written === '') return undefined;
  try {
    const { text } = compileUriTemplate(written);
    if (/^[a-z][a-z0-9+.-]*:[^\s\p{Cc}]+$/iu.test(text)) return text;
    reportUri(reader, written, 'it has no scheme, or holds a space');
  } catch (error) {
    if (!(error instanceof InvalidExpression)) throw error;
    reportUri(reader, written, error.message);
  }
  return undefined;
}

function readLocation(reader: Reader, uri: string, words: string): ExposedResource['source'] | undefined {
  reportUnused(reader, words, 'location', ['call', 'steps', 'ref', 'outputParameters']);
  const location = reader.requiredText('location');
  if (placeholders(uri).length === 0) return location === '' ? undefined : { kind: 'files', location };
  reportUri(reader, uri, 'files have URIs of their own below it, so it can have no placeholder');
  return undefined;
}

function readOperation(
  reader: Reader,
  { uri, name, scopes }: Pick<ExposedResource, 'uri' | 'name' | 'scopes'>,
  scope: Scope,
): ExposedResource['source'] | undefined {
  const names = placeholders(uri);
  const words = `the resource ${name}`;
  const read = readFlow(reader, declareInputs(reader, names), scope, { words, isClosed: true });
  if (!read) return undefined;
  const { inputs, bindings, flow, output } = read;
  const unfilled = inputs.filter((input) => input.required && !names.includes(input.name)).map((input) => input.name);
  if (unfilled.length > 0) {
    reader.report(
      'unfilled-input',
      `There is no place in \`${uri}\` for ${unfilled.join(' and ')}, which ${words} needs.`,
      {
        key: 'uri',
        fix: `Write \`{${unfilled[0]}}\` into the URI, or give a value in \`with\`. Until then the resource is left out.`,
      },
    );
    return undefined;
  }
  return {
    kind: 'operation',
    operation: {
      name,
      description: reader.text('description') ?? read.description,
      hints: readHints(reader, flow, read.semantics),
      scopes,
      inputs,
      bindings,
      flow: reader.flag('binary') ? withBytes(flow, output) : flow,
      output,
      place: reader.place,
    },
  };
}

/** Whatever an untouched answer says that it is, a resource that is bytes needs those that came. */
function withBytes(flow: Flow, output: Output): Flow {
  if (flow.kind !== 'call' || output.kind !== 'untouched') return flow;
  return { ...flow, call: { ...flow.call, answer: { ...flow.call.answer, format: 'binary' } } };
}

/** A URI gives a value for each of its placeholders; what these are, the document may say. */
function declareInputs(reader: Reader, names: readonly string[]): readonly Input[] {
  const declared = new Map(readToolInputs(reader).map((input) => [input.name, input]));
  const inUri = names.map(
    (name) => ({ name, in: 'path', required: true, schema: declared.get(name)?.schema ?? {} }) as const,
  );
  return [...inUri, ...[...declared.values()].filter(({ name }) => !names.includes(name))];
}

function reportUri(reader: Reader, uri: string, why: string): void {
  reader.report('invalid-uri', `\`uri: ${uri}\` cannot be asked for: ${why}. The resource is left out.`, {
    key: 'uri',
    fix: 'A URI is like `docs://guide`, or with placeholders like `docs://{chapter}/{page}`.',
  });
}

function reportDuplicate(entry: Reader, { uri, place }: ExposedResource): void {
  const where = place ? ` of line ${place.line}` : '';
  entry.report('duplicate-resource', `\`${uri}\` is there twice: the first${where} is served, this one is not.`, {
    key: 'uri',
    fix: 'Give this one a URI of its own, or remove it.',
  });
}
