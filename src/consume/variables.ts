import type { Failure } from '../problem/failure.ts';
import { isTemplate, readTemplate, type Template } from '../expression/template.ts';

/** The values that templates over binds can have. */
export interface Variables {
  /** The value of `env.API_KEY` or plain `API_KEY`; undefined when it has none, or an empty one. */
  get(name: string): string | undefined;
  /** How a user would name the variable: for messages. */
  label(name: string): string;
}

export type Resolved = { readonly value: string } | { readonly missing: readonly string[] };

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
export function missingVariable(missing: readonly string[]): Failure {
  const names = [...new Set(missing)];
  return {
    code: 'missing-variable',
    status: 503,
    detail: `${names.join(' and ')} ${names.length > 1 ? 'have' : 'has'} no value, so nothing was sent. ${howToSet(names)}`,
    retry: 'never',
  };
}

/** Every place a value can come from. */
export function howToSet(names: readonly string[]): string {
  return `Set ${names.length > 1 ? 'them' : 'it'} in the environment, in a file given with --env-file, or with --var ${names[0]}=VALUE.`;
}
