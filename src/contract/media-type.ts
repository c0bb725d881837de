import { isObject } from '../json/json.ts';
import type { References } from './references.ts';

/** `application/json`, any `+json` (RFC 6839), with or without parameters. A wildcard takes JSON too. */
const json = /^(?:application\/(?:json|\*)|[^;]+\+json|\*\/\*)\s*(?:;|$)/i;

/** The schema of the JSON variant of a `content` map; undefined where there is none, or nothing is said of it. */
export function jsonContent(content: unknown, references: References): unknown {
  if (!isObject(content)) return undefined;
  const names = Object.keys(content).filter((name) => json.test(name));
  const name = names.find((each) => each.toLowerCase().startsWith('application/json')) ?? names[0];
  return name === undefined ? undefined : references.resolve(content[name])['schema'];
}
