import { Payload } from '../../../json/payload.ts';
import type { Arguments } from '../request.ts';
import type { WrittenBody } from './body-writer.ts';

/**
 * Compiles a body that is made of parameters: one is the whole entity, or several are the members of a JSON object. A
 * payload that arrived as bytes leaves as the same bytes.
 *
 * @param whole names of `in: body` parameters: at most one.
 * @param members names of the members of the JSON object.
 * @param fallback what is sent when the caller gives nothing; null for no body.
 */
export function compileParameterBody(
  [whole]: readonly string[],
  members: readonly string[],
  fallback: string | null,
): (values: Arguments) => WrittenBody | undefined {
  const nothing = fallback === null ? undefined : json(fallback);
  if (whole === undefined && members.length === 0) return () => undefined;
  if (whole !== undefined) {
    return (values) => {
      const value = values[whole];
      if (value === undefined) return nothing;
      return json(value instanceof Payload ? value.bytes : JSON.stringify(value));
    };
  }
  return (values) => {
    const given = members.flatMap((name) => (values[name] === undefined ? [] : [[name, plain(values[name])] as const]));
    return given.length === 0 ? nothing : json(JSON.stringify(Object.fromEntries(given)));
  };
}

function json(body: Buffer | string): WrittenBody {
  return { body, contentType: 'application/json' };
}

function plain(value: unknown): unknown {
  return value instanceof Payload ? value.value : value;
}
