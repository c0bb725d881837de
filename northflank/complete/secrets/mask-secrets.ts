import type { Json } from '../../../src/index.ts';
import { isObject } from '../outcomes.ts';
import { filesByName, hidden, valuesByName } from './secret-places.ts';

/**
 * A value with the secrets in it hidden: values of variables and contents of files. Names stay, and so do the values of
 * variables that are called safe.
 *
 * @returns the value itself where nothing in it is secret.
 */
export function maskSecrets(value: Json, safe: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return replaceItems(value, (item) => maskSecrets(item, safe));
  if (!isObject(value)) return value;
  return replaceMembers(value, (member, name) => {
    if (!isObject(member)) return maskSecrets(member, safe);
    if (valuesByName.has(name)) return replaceMembers(member, (one, key) => (safe.has(key) ? one : maskValue(one)));
    if (filesByName.has(name)) return replaceMembers(member, (file, key) => (safe.has(key) ? file : maskFile(file)));
    return maskSecrets(member, safe);
  });
}

/** Details of a variable keep what is no value of it: where it comes from, say. */
function maskValue(value: Json): Json {
  if (isObject(value)) return replaceMembers(value, (one, name) => (name === 'value' ? hidden : one));
  return hidden;
}

function maskFile(file: Json): Json {
  return isObject(file) ? replaceMembers(file, (one, name) => (name === 'data' ? hidden : one)) : hidden;
}

function replaceItems(items: readonly Json[], replace: (item: Json) => Json): Json {
  const replaced = items.map(replace);
  return replaced.some((item, index) => item !== items[index]) ? replaced : items;
}

function replaceMembers(object: Readonly<Record<string, Json>>, replace: (member: Json, name: string) => Json): Json {
  let changed: Record<string, Json> | undefined;
  for (const [name, member] of Object.entries(object)) {
    const other = replace(member, name);
    if (other === member) continue;
    changed ??= { ...object };
    changed[name] = other;
  }
  return changed ?? object;
}
