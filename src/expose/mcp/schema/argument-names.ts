import { createHash } from 'node:crypto';

import type { JsonSchema } from '../../../json/schema.ts';

/** What every model API takes as the name of an argument; one other name costs a model all tools of the request. */
const accepted = /^[a-zA-Z0-9_.-]{1,64}$/;

/** An input schema whose arguments have names that every client takes, and what each of the changed names stands for. */
export interface ShownArguments {
  readonly schema: JsonSchema;
  /** The shown name to the input's own; most tools need none. */
  readonly originals: ReadonlyMap<string, string>;
}

/** Gives arguments such as `$filter` and `page[size]` names that clients take: `filter`, `page_size`. */
export function showArguments(schema: JsonSchema): ShownArguments {
  const names = Object.keys(schema.properties ?? {});
  if (names.every((name) => accepted.test(name))) return { schema, originals: new Map() };
  const originals = new Map<string, string>();
  const shown = (name: string): string => {
    if (accepted.test(name)) return name;
    const near = readable(name);
    const free = accepted.test(near) && !names.includes(near) && !originals.has(near);
    const chosen = free ? near : `${near.slice(0, 55)}-${digest(name)}`;
    originals.set(chosen, name);
    return chosen;
  };
  const renamed = new Map(names.map((name) => [name, shown(name)]));
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const key = renamed.get(name) ?? name;
    return [key, key === name ? property : { ...property, description: withOriginal(property, name) }] as const;
  });
  const required = schema.required?.map((name) => renamed.get(name) ?? name);
  return {
    schema: { ...schema, properties: Object.fromEntries(properties), ...(required && { required }) },
    originals,
  };
}

/** A caller's arguments under the inputs' own names; who knows those may use them as well. */
export function originalArguments(
  given: Readonly<Record<string, unknown>>,
  originals: ShownArguments['originals'],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [originals.get(name) ?? name, value]));
}

function readable(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9_.-]+/g, '_').replaceAll(/^_+|_+$/g, '');
}

function digest(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 8);
}

function withOriginal({ description }: JsonSchema, name: string): string {
  const words = `Sent as ${JSON.stringify(name)}.`;
  return description === undefined ? words : `${description} (${words})`;
}
