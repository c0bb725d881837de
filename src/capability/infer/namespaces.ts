import { isObject } from '../../json/json.ts';
import type { Entry, Reader } from '../reader.ts';

/**
 * The namespace of an entry of `consumes` or `exposes`. Where it is missing, the entry's key or name stands for it, and
 * then what the others know it by.
 *
 * @param known what others call it, if that is clear.
 * @returns '' when nothing tells; then, and whenever it was not written, it is reported.
 */
export function readNamespace(entry: Entry, known: string | undefined): string {
  const { reader } = entry;
  const namespace = namespaceOf(entry, known);
  if (namespace === undefined) return reader.requiredText('namespace');
  if (writtenNamespace(reader) === undefined) {
    reader.report('missing-key', `\`${reader.path}\` has no \`namespace\`; it is taken to be ${namespace}.`, {
      severity: 'warning',
      fix: `Add \`namespace: ${namespace}\` here.`,
    });
  }
  return namespace;
}

/** The same, without a word. */
export function namespaceOf({ name, reader }: Entry, known: string | undefined): string | undefined {
  return writtenNamespace(reader) ?? name ?? known;
}

/** An empty one is none. */
function writtenNamespace(reader: Reader): string | undefined {
  const text = reader.has('namespace') ? reader.text('namespace') : undefined;
  return text === '' ? undefined : text;
}

/** A server is known by its type, as in `rest.id`. */
export function typeAsNamespace(server: Reader): string | undefined {
  return server.has('type') ? server.text('type')?.toLowerCase() : undefined;
}

/** The only API without a namespace is the one that calls mean with a namespace that no other has. */
export function calledNamespace(entries: readonly Entry[], parts: readonly Reader[]): string | undefined {
  const namespaces = entries.map((entry) => namespaceOf(entry, undefined));
  const others = namespaces.flatMap((namespace) => (namespace === undefined ? [] : [`${namespace}.`]));
  if (namespaces.length - others.length !== 1) return undefined;
  const calls = parts.flatMap((part) => [part.value('exposes'), part.value('aggregates')].flatMap(callsIn));
  const unknown = calls.filter((call) => call.includes('.') && !others.some((prefix) => call.startsWith(prefix)));
  const [first, ...more] = new Set(unknown.map((call) => call.slice(0, call.indexOf('.'))));
  return more.length === 0 ? first : undefined;
}

function callsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(callsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'call' && typeof member === 'string' ? [member] : callsIn(member),
  );
}
