import type { Bind } from '../capability/model.ts';
import type { Variables } from '../consume/variables.ts';
import { parseReference } from '../expression/reference.ts';
import { isFile, type BindValues } from './bind-values.ts';

export interface VariableSources {
  /** Given by the user by name; they win. */
  readonly given: ReadonlyMap<string, string>;
  /** The process's environment, with an env file's values in it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The values of a document's variables. `{{env.KEY}}` names a key of the bind `env`, `{{KEY}}` the key of whichever bind
 * has it; what no bind lists is looked for in the environment by its own name. What the user gives wins over a bind's
 * file, and that over the environment. An empty value is none.
 */
export function createVariables(binds: readonly Bind[], files: BindValues, sources: VariableSources): Variables {
  const locate = (name: string): { readonly key: string; readonly source: string; readonly bind: Bind | undefined } => {
    const reference = parseReference(name);
    const named = binds.find(({ namespace, keys }) => namespace === reference?.prefix && keys.has(reference.name));
    const prefixed = binds.some(({ namespace }) => namespace === reference?.prefix) || reference?.prefix === 'env';
    const key = reference && prefixed ? reference.name : name;
    const bind = named ?? binds.find((candidate) => candidate.keys.has(key));
    return { key, source: bind?.keys.get(key) ?? key, bind };
  };
  return {
    get(name) {
      const { key, source, bind } = locate(name);
      const candidates = [
        sources.given.get(name),
        sources.given.get(key),
        sources.given.get(source),
        bind && files.get(bind)?.get(source),
        own(sources.environment, source),
        own(sources.environment, key),
      ];
      const value = candidates.find((candidate) => candidate !== undefined);
      return value === '' ? undefined : value;
    },
    label(name) {
      const { key, source, bind } = locate(name);
      // What a variable is called in a file is no name that a user could set.
      return bind?.location === undefined ? source : key;
    },
    file(name) {
      const location = locate(name).bind?.location;
      return location !== undefined && isFile(location) ? location : undefined;
    },
  };
}

function own(environment: VariableSources['environment'], name: string): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}
