import type { Argument, Source, Value } from '../../capability/model.ts';
import type { Variables } from '../../consume/variables.ts';
import { compileDataName } from '../../expression/data-name.ts';
import { compileJsonPath } from '../../expression/json-path/compile.ts';
import { readName } from '../../expression/reference.ts';
import { compileTemplate } from '../../expression/template.ts';
import type { Json } from '../../json/json.ts';
import { Payload } from '../../json/payload.ts';

/** The caller's inputs by name, and in a flow the results of the steps before, by theirs. */
export type Context = Readonly<Record<string, unknown>>;

/** Takes what a name stands for out of a context; undefined when there is nothing. */
export type Lookup = (context: Context, name: string, inSection?: boolean) => unknown;

/**
 * How names in templates are read: a name in the context, with its prefix or without, and else a variable. What a
 * caller can give is never looked for among the variables, which are not the caller's to read.
 *
 * @param known the names of inputs and steps.
 */
export function createLookup(known: ReadonlySet<string>, variables: Variables): Lookup {
  return (context, name, inSection) => {
    const meant = readName(name, known);
    if (meant.kind === 'known') return plain(own(context, meant.name));
    return meant.kind === 'member' || inSection ? undefined : variables.get(name);
  };
}

/** @throws InvalidExpression when a template or JSONPath cannot be read. */
export function compileValue(value: Value, lookup: Lookup): (context: Context) => unknown {
  if ('members' in value) {
    const members = [...value.members].map(
      ([name, part]) => [compileDataName(name), compilePart(part, lookup)] as const,
    );
    return (context) => {
      const filled = members.flatMap(([nameOf, fill]) => {
        const name = nameOf((variable, inSection) => lookup(context, variable, inSection));
        const part = name === undefined ? undefined : fill(context);
        return part === undefined ? [] : [[name, part] as const];
      });
      // Made of entries, so that a member called `__proto__` is a member like any other.
      return Object.fromEntries(filled);
    };
  }
  if ('items' in value) {
    const items = value.items.map((part) => compilePart(part, lookup));
    return (context) => items.map((fill) => fill(context)).filter((part) => part !== undefined);
  }
  return compileSource(value, lookup);
}

/** Only by itself can a body keep its bytes. */
function compilePart(value: Value, lookup: Lookup): (context: Context) => unknown {
  const fill = compileValue(value, lookup);
  return (context) => plain(fill(context));
}

function compileSource(value: Source, lookup: Lookup): (context: Context) => unknown {
  if ('input' in value) return (context) => own(context, value.input);
  if ('constant' in value) return () => value.constant;
  if ('path' in value) {
    const get = compileJsonPath(value.path);
    return (context) => get(asJson(context)) ?? undefined;
  }
  const template = compileTemplate(value.template);
  const { value: only } = template;
  // Alone in its text, a name stands for the value itself: a number stays one, and what is not given stays out.
  if (only) return (context) => only((name) => lookup(context, name));
  return (context) => template.render((name, inSection) => lookup(context, name, inSection));
}

/** Compiles the way from a context to the arguments of an operation. */
export function compileArguments(wired: readonly Argument[], lookup: Lookup): (context: Context) => Context {
  const asTheyAre = wired.every(({ parameter, value }) => 'input' in value && value.input === parameter);
  // A name such as `constructor` would be found on any object, given or not.
  if (asTheyAre && !wired.some(({ parameter }) => parameter in {})) return (context) => context;
  const fillers = wired.map(({ parameter, value }) => [parameter, compileValue(value, lookup)] as const);
  return (context) => {
    const values: Record<string, unknown> = Object.create(null);
    for (const [parameter, fill] of fillers) values[parameter] = fill(context);
    return values;
  };
}

/** A context as a value that paths can be taken from. */
export function asJson(context: Context): Json {
  // Inputs and results are JSON, but for bodies, which come with their bytes.
  return Object.fromEntries(Object.entries(context).map(([name, value]) => [name, plain(value) as Json]));
}

function plain(value: unknown): unknown {
  return value instanceof Payload ? value.value : value;
}

export function own(context: Context, name: string): unknown {
  return Object.hasOwn(context, name) ? context[name] : undefined;
}
