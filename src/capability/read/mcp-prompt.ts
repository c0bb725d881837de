import { inferArguments } from '../infer/prompt-arguments.ts';
import type { ExposedPrompt, Input, PromptMessage } from '../model.ts';
import type { Entry, Reader } from '../reader.ts';
import type { ReadServer } from './server.ts';
import type { Scope } from '../scope.ts';
import { readFlow } from './flow.ts';
import { readHints } from './hints.ts';
import { readSchema } from './parameter.ts';
import { readOwnScopes } from './own-scopes.ts';
import { reportUnused } from './report-unused.ts';

/** The `prompts` of an MCP server, each there once. */
export function readPrompts(reader: Reader, server: ReadServer, scope: Scope): readonly ExposedPrompt[] {
  const prompts = new Map<string, ExposedPrompt>();
  for (const entry of reader.entries('prompts')) {
    const prompt = readPrompt(entry, server, scope);
    const first = prompt && prompts.get(prompt.name);
    if (first) reportDuplicate(entry.reader, first);
    else if (prompt) prompts.set(prompt.name, prompt);
  }
  return [...prompts.values()];
}

const operationKeys = ['call', 'steps', 'ref', 'outputParameters'];

function readPrompt(entry: Entry, server: ReadServer, scope: Scope): ExposedPrompt | undefined {
  const { reader } = entry;
  const words = `the prompt ${entry.name ?? ''}`.trimEnd();
  const scopes = readOwnScopes(reader, words, server);
  if (!scopes) return undefined;
  const common = {
    name: entry.name ?? 'prompt',
    title: reader.textOf('display', 'label', 'title'),
    description: reader.text('description'),
    scopes,
    place: reader.place,
  };
  const declared = readArguments(reader);
  if (reader.has('template')) {
    reportUnused(reader, words, 'template', ['location', ...operationKeys]);
    const messages = readMessages(reader);
    if (messages.length === 0) return undefined;
    const inferred = inferArguments(
      declared,
      messages.map(({ text }) => text),
      scope,
    );
    reportInferred(reader, words, declared, inferred);
    return { ...common, arguments: inferred, source: { kind: 'messages', messages } };
  }
  if (reader.has('location')) {
    reportUnused(reader, words, 'location', operationKeys);
    const location = reader.requiredText('location');
    return { ...common, arguments: declared, source: { kind: 'file', location } };
  }
  return readOperation(reader, declared, scope, common);
}

/** Arguments are texts, and needed unless they say otherwise. */
function readArguments(prompt: Reader): readonly Input[] {
  const found = prompt.entries('arguments').flatMap(({ name, reader }): readonly Input[] => {
    if (name === undefined) {
      reader.report('missing-key', `The argument at \`${reader.path}\` has no name.`, { fix: 'Add `name:` here.' });
      return [];
    }
    const title = reader.textOf('display', 'label');
    const schema = { type: 'string', ...readSchema(reader), ...(title !== undefined && { title }) };
    return [{ name, in: 'query', required: reader.flag('required') ?? true, schema }];
  });
  // Of two arguments of one name the later is meant, as it is for inputs.
  return [...new Map(found.map((input) => [input.name, input])).values()];
}

function readMessages(prompt: Reader): readonly PromptMessage[] {
  const messages = prompt.entries('template').map(({ reader }) => ({
    role: readRole(reader),
    text: reader.requiredText('content'),
  }));
  if (messages.length === 0) {
    prompt.report('calls-nothing', `\`${prompt.path}\` has no messages; it is left out.`, { key: 'template' });
  }
  return messages;
}

function readRole(message: Reader): PromptMessage['role'] {
  const role = message.text('role')?.toLowerCase() ?? 'user';
  if (role === 'user' || role === 'assistant') return role;
  message.report('wrong-type', `\`${message.path}.role\` should be user or assistant; it is read as user.`, {
    key: 'role',
    severity: 'warning',
  });
  return 'user';
}

function readOperation(
  reader: Reader,
  declared: readonly Input[],
  scope: Scope,
  prompt: Pick<ExposedPrompt, 'name' | 'title' | 'description' | 'scopes' | 'place'>,
): ExposedPrompt | undefined {
  const read = readFlow(reader, declared, scope, { words: `the prompt ${prompt.name}` });
  if (!read) return undefined;
  const { inputs, bindings, flow, output } = read;
  const description = prompt.description ?? read.description;
  const hints = readHints(reader, flow, read.semantics);
  const { name, scopes, place } = prompt;
  const operation = { name, description, hints, scopes, inputs, bindings, flow, output, place };
  return { ...prompt, description, arguments: inputs, source: { kind: 'operation', operation } };
}

function reportInferred(entry: Reader, words: string, declared: readonly Input[], all: readonly Input[]): void {
  const names = all.filter((input) => !declared.includes(input)).map(({ name }) => name);
  if (names.length === 0) return;
  entry.report('inferred-inputs', `Arguments of ${words} come from its template: ${names.join(', ')}.`);
}

function reportDuplicate(entry: Reader, { name, place }: ExposedPrompt): void {
  const where = place ? ` of line ${place.line}` : '';
  entry.report('duplicate-prompt', `The prompt ${name} is there twice: the first${where} is served, this one is not.`, {
    fix: 'Give this one a name of its own, or remove it.',
  });
}
