import type { Failure } from '../problem/failure.ts';
import { isTemplate, readTemplate, type Template } from '../expression/template.ts';

/** The values that templates over binds can have. */
export interface Variables {
  /** The value of `env.API_KEY` or plain `API_KEY`; undefined when it has none, or an empty one. */
  get(name: string): string | undefined;
  /** How a user would name the variable: for messages. */
  label(name: string): string;
  /** The file in which a value is looked for, as the document names it; undefined when there is none. */
  file(name: string): string | undefined;
}

/** A value with its templates filled in, or the names of what has no value. */
export type Resolved<T = string> = { readonly value: T } | { readonly missing: readonly string[] };

/** Fills in a text's templates; with any value missing there is no text at all, so that no template ever leaves as a value. */
export function resolveText(text: string, variables: Variables): Resolved {
  if (!isTemplate(text)) return { value: text };
  const template = readTemplate(text);
  if (!template || !hasOnlyVariables(template)) return { missing: ['a text with more than variables in its template'] };
  const missing = template.names.filter((name) => variables.get(name) === undefined);
  if (missing.length > 0) return { missing: missing.map((name) => variables.label(name)) };
  return { value: template.render((name) => variables.get(name)) };
}

/** Anything else that looks like a tag would leave as it is written, or depend on what a secret holds. */
function hasOnlyVariables({ parts }: Template): boolean {
  return parts.every((part) => (typeof part === 'string' ? !isTemplate(part) : part.kind === 'variable'));
}

/** What a call comes to while a variable it needs has no value. */
export function missingVariable(missing: readonly string[], variables: Variables): Failure {
  const names = [...new Set(missing)];
  return {
    code: 'missing-variable',
    status: 503,
    detail: `${names.join(' and ')} ${names.length > 1 ? 'have' : 'has'} no value, so nothing was sent. ${howToSet(names, variables)}`,
    retry: 'never',
  };
}

/** Every place where a value can come from. */
export function howToSet(names: readonly string[], variables: Variables): string {
  const files = new Set(names.map((name) => variables.file(name)).filter((file) => file !== undefined));
  const inFiles = files.size > 0 ? `, in the file of its bind (${[...files].join(', ')})` : '';
  return `Set ${names.join(' and ')} in the environment, in a file given with --env-file${inFiles}, or with ${varOptions(names)}.`;
}

/** More options than this tell nobody more. */
const mostOptions = 3;

/** `--var A=VALUE --var B=VALUE` */
export function varOptions(names: readonly string[]): string {
  const options = names.slice(0, mostOptions).map((name) => `--var ${name}=VALUE`);
  return `${options.join(' ')}${names.length > mostOptions ? ' …' : ''}`;
}
