import { firstMember, memberPath } from '../../expression/json-path/member-path.ts';
import { parseReference } from '../../expression/reference.ts';
import { isTemplate, readTemplate, templateNames } from '../../expression/template.ts';
import type { Json } from '../../json/json.ts';
import type { Source, Value } from '../model.ts';
import { ownName, type Scope } from '../scope.ts';
import { sourcesOf } from '../sources.ts';

/** Where a value stands: what names mean there, and which steps have run before it. */
export interface ValueScope extends Pick<Scope, 'prefixes' | 'isBound'> {
  readonly steps: ReadonlySet<string>;
  /** Names that an input has, or would have if callers gave what is called: a name with dots among them is no member. */
  readonly inputs: ReadonlySet<string>;
}

/**
 * What a value of a `with` means: a text is a template, a JSONPath, a reference to an own input or to an earlier step, and
 * so are the texts within an object or a list, of which names may be templates; whatever is none of these stands for itself.
 */
export function readValue(written: Json, scope: ValueScope): Value {
  if (typeof written === 'string') return readText(written, scope);
  if (typeof written !== 'object' || written === null) return { constant: written };
  const parts = Object.entries(written).map(([key, part]) => [key, readValue(part, scope)] as const);
  if (parts.every(([key, part]) => 'constant' in part && !isTemplate(key))) return { constant: written };
  return Array.isArray(written) ? { items: parts.map(([, part]) => part) } : { members: new Map(parts) };
}

function readText(written: string, scope: ValueScope): Source {
  const input = isTemplate(written) ? onlyInput(written, scope) : ownName(written, scope.prefixes);
  if (input?.startsWith('body.')) return { path: memberPath(...input.split('.')) };
  if (input !== undefined) return { input };
  if (isTemplate(written)) return { template: written };
  if (/^\s*\$[.[]/.test(written)) return { path: written };
  const reference = parseReference(written);
  if (reference && scope.steps.has(reference.prefix)) {
    return { path: memberPath(reference.prefix, ...reference.name.split('.')) };
  }
  return { constant: written };
}

/** The input that a template with nothing else in it stands for, which is the value itself, of whatever type it is. */
function onlyInput(template: string, scope: ValueScope): string | undefined {
  const name = readTemplate(template)?.only;
  return name === undefined || name === '.' ? undefined : namedInput(name, scope);
}

/** The input that a name in a template means: what follows an own prefix, the whole name, or none. */
function namedInput(name: string, { prefixes, isBound, steps, inputs }: ValueScope): string | undefined {
  if (isBound(name) || steps.has(name)) return undefined;
  const own = ownName(name, prefixes);
  if (own !== undefined) return own;
  const reference = parseReference(name);
  return !reference || (inputs.has(name) && !steps.has(reference.prefix)) ? name : undefined;
}

/** The inputs a value refers to; those of earlier steps and variables of binds are none. */
export function inputNames(value: Value, scope: ValueScope): readonly string[] {
  return sourcesOf(value).flatMap((source) => namesOf(source, scope));
}

function namesOf(value: Source, scope: ValueScope): readonly string[] {
  if ('input' in value) return [value.input];
  if ('path' in value) {
    const name = firstMember(value.path);
    return name === undefined || scope.steps.has(name) ? [] : [name];
  }
  if (!('template' in value)) return [];
  return templateNames(value.template).flatMap((name) => namedInput(name, scope) ?? []);
}
