import type { Arguments } from '../request.ts';
import { Payload } from '../../json/payload.ts';

/** Builds the request body; null when there is none. */
export type BodyBuilder = (values: Arguments) => Buffer | string | null;

/**
 * Compiles the `in: body` parameters. One of them is the whole entity; several are the members of a JSON object. A
 * payload that arrived as bytes leaves as the same bytes.
 *
 * @param names the parameters in the body.
 * @param fallback what is sent when the caller gives nothing; null for no body.
 */
export function compileBody(names: readonly string[], fallback: string | null): BodyBuilder {
  const [only] = names;
  if (only === undefined) return () => null;
  if (names.length === 1) {
    return (values) => {
      const value = values[only];
      if (value === undefined) return fallback;
      return value instanceof Payload ? value.bytes : JSON.stringify(value);
    };
  }
  return (values) => {
    const members = names.flatMap((name) => (values[name] === undefined ? [] : [[name, plain(values[name])] as const]));
    return members.length === 0 ? fallback : JSON.stringify(Object.fromEntries(members));
  };
}

function plain(value: unknown): unknown {
  return value instanceof Payload ? value.value : value;
}
