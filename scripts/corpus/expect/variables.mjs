import { entries, isMapping } from '../document/entries.mjs';
import { asTemplate } from './credentials.mjs';
import { templateNames } from './templates.mjs';

/**
 * A value for every variable a document can mean: the keys of its binds, and whatever its templates name without a bind.
 * Keys of binds with a location are given by name, as `--var` would; all others through the environment.
 */
export function inventVariables({ binds, consumes, exposes }) {
  const values = new Map();
  const given = new Map();
  const environment = {};
  for (const { namespace, keys, location } of binds) {
    if (!isMapping(keys)) continue;
    for (const [name, source] of Object.entries(keys)) {
      const value = `made-up-${String(source)}`;
      values.set(name, value).set(`${namespace}.${name}`, value);
      if (location === undefined) environment[source] = value;
      else given.set(name, value);
    }
  }
  const bound = new Set(values.keys());
  for (const name of namesOutsideOfCalls(consumes, exposes)) {
    if (values.has(name)) continue;
    const key = name.replace(/^env\./, '');
    const value = values.get(key) ?? `made-up-${key}`;
    values.set(name, value);
    environment[key] ??= value;
  }
  return { values, given, environment, bound };
}

/** Names in authentication, base URIs and constants: there they can be variables only. */
function namesOutsideOfCalls(consumes, exposes) {
  const constants = consumes.flatMap((consume) => {
    const resources = entries(consume.resources);
    return [consume, ...resources, ...resources.flatMap(({ operations }) => entries(operations))].flatMap(
      ({ inputParameters }) => entries(inputParameters).map(({ value }) => value),
    );
  });
  const credentials = [...consumes, ...exposes].flatMap(({ authentication }) =>
    isMapping(authentication) ? Object.values(authentication).map((text) => asTemplate(String(text))) : [],
  );
  return templateNames([...credentials, ...constants]);
}

/** The path of a document's base URI, or a made-up one; never with a slash at its end. */
export function basePathOf({ baseUri, baseUrl }) {
  const written = String(baseUri ?? baseUrl ?? '').trim();
  const path = /^https?:\/\/[^/?#]*([^?#]*)/.exec(written)?.[1] ?? '';
  const filled = path.replaceAll(/\{+\s*([^{}]+?)\s*\}+/g, (_, name) => `x-${name.replaceAll(/\W/g, '-')}`);
  return filled.replace(/\/+$/, '') || '/made/up';
}

/** Whether the document's own base URI is enough to call it. */
export function needsBaseUri({ baseUri, baseUrl }) {
  const written = String(baseUri ?? baseUrl ?? '').trim();
  return !/^https?:\/\/[^{}]+$/.test(written);
}
