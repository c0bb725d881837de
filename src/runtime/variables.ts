import type { Bind } from '../capability/model.ts';
import type { Variables } from '../consume/variables.ts';
import { parseReference } from '../expression/reference.ts';

export interface VariableSources {
  /** Given by the user by name; they win. */
  readonly given: ReadonlyMap<string, string>;
  /** The process's environment, with an env file's values in it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The values of a document's variables. `{{env.KEY}}` names a key of the bind `env`, `{{KEY}}` the key of whichever bind
 * has it; what no bind lists is looked for in the environment by its own name. An empty value is none.
 */
export function createVariables(binds: readonly Bind[], sources: VariableSources): Variables {
  const locate = (name: string): { readonly key: string; readonly source: string } => {
    const reference = parseReference(name);
    const bind = binds.find(({ namespace }) => namespace === reference?.prefix);
    const key = reference && (bind || reference.prefix === 'env') ? reference.name : name;
    const keys = bind?.keys ?? binds.find((candidate) => candidate.keys.has(key))?.keys;
    return { key, source: keys?.get(key) ?? key };
  };
  return {
    get(name) {
      const { key, source } = locate(name);
      const value =
        sources.given.get(name) ??
        sources.given.get(key) ??
        sources.given.get(source) ??
        own(sources.environment, source);
      return value === '' ? undefined : value;
    },
    label: (name) => locate(name).source,
  };
}

function own(environment: VariableSources['environment'], name: string): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}
