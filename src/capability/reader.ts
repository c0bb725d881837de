import { isObject, type Json, type JsonObject } from '../json/json.ts';
import type { DiagnosticCode, Severity } from '../problem/catalogue.ts';
import type { Place } from '../problem/diagnostic.ts';
import type { Report } from '../problem/report.ts';
import type { Places } from '../document/places.ts';

/** One mapping of a document, read key by key; what is not as its place asks for is reported and read as absent. */
export interface Reader {
  readonly place: Place | undefined;
  /** What it is, for messages: `capability.consumes[0]`. */
  readonly path: string;
  has(key: string): boolean;
  /** Whether the key is there with nothing behind it: `key:` alone. */
  isLeftOpen(key: string): boolean;
  value(key: string): Json | undefined;
  /** A text; numbers and truth values are taken as they are written. */
  text(key: string): string | undefined;
  /** The first of these keys that holds a text: the same thing under the names different dialects give it. */
  textOf(...keys: readonly string[]): string | undefined;
  /** A text that must be there, and not be empty; reported and '' when it is not. */
  requiredText(key: string): string;
  number(key: string): number | undefined;
  flag(key: string): boolean | undefined;
  list(key: string): readonly Json[] | undefined;
  /** The keys that have a value. */
  keys(): readonly string[];
  child(key: string): Reader | undefined;
  /** The mappings of a list, or of a mapping whose keys are their names. */
  entries(key: string): readonly Entry[];
  report(code: DiagnosticCode, message: string, more?: More): void;
}

interface More {
  readonly key?: string;
  readonly fix?: string;
  /** Default is what the catalogue says. */
  readonly severity?: Severity;
}

/** Keys that only describe, or have a default: what is wrong with their values keeps nothing from running. */
const dispensable = new Set(
  `display label title description format pattern enum default items required minimum maximum minLength maxLength hints
  readOnly destructive idempotent openWorld semantics safe port address info outputMediaType maxResultSize x-mcp-header`.split(
    /\s+/,
  ),
);

/** `name` is the entry's key or its `name`, whichever way the dialect writes it. */
export interface Entry {
  readonly name: string | undefined;
  readonly reader: Reader;
}

/** What a mapping is, and the keys that were asked of it, whether it has them or not. */
export type AskedKeys = Map<JsonObject, { readonly path: string; readonly keys: Set<string> }>;

/** @param asked is told of every key of every mapping that is read from here on. */
export function createReader(node: JsonObject, places: Places, report: Report, asked: AskedKeys, path = ''): Reader {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const { keys } = asked.get(node) ?? { keys: new Set() };
  asked.set(node, { path, keys });
  const own = (key: string): Json | undefined => {
    keys.add(key);
    return Object.hasOwn(node, key) ? (node[key] ?? undefined) : undefined;
  };
  const reader: Reader = {
    place: places.of(node),
    path,
    has: (key) => own(key) !== undefined,
    isLeftOpen: (key) => Object.hasOwn(node, key) && node[key] === null,
    value: own,
    text(key) {
      const value = own(key);
      if (value === undefined || typeof value === 'string') return value;
      if (typeof value === 'number' || typeof value === 'boolean') return String(value);
      wrongType(key, 'a text');
      return undefined;
    },
    textOf(...keys) {
      const key = keys.find((candidate) => own(candidate) !== undefined);
      return key === undefined ? undefined : reader.text(key);
    },
    requiredText(key) {
      const text = reader.text(key);
      if (text === '') {
        const fix = `Write something behind \`${key}:\`.`;
        reader.report('missing-key', `\`${key}\` of ${path || 'the document'} is empty.`, { key, fix });
      } else if (own(key) === undefined) {
        reader.report('missing-key', `${path || 'The document'} has no \`${key}\`.`, { fix: `Add \`${key}:\` here.` });
      }
      return text ?? '';
    },
    number(key) {
      const value = own(key);
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (number === undefined || (typeof number === 'number' && Number.isFinite(number))) return number;
      wrongType(key, 'a number');
      return undefined;
    },
    flag(key) {
      const value = own(key);
      if (value === undefined || typeof value === 'boolean') return value;
      wrongType(key, 'true or false');
      return undefined;
    },
    list(key) {
      const value = own(key);
      if (value === undefined || Array.isArray(value)) return value;
      wrongType(key, 'a list');
      return undefined;
    },
    keys: () => Object.keys(node).filter((key) => own(key) !== undefined),
    child(key) {
      const value = own(key);
      if (value === undefined) return undefined;
      if (isObject(value)) return createReader(value, places, report, asked, at(key));
      wrongType(key, 'a mapping');
      return undefined;
    },
    entries(key) {
      const value = own(key);
      if (value === undefined) return [];
      if (Array.isArray(value))
        return (value as readonly Json[]).flatMap((item, index) =>
          listEntry(item, `${at(key)}[${index}]`, places.of(value, index)),
        );
      if (isObject(value)) {
        return Object.entries(value).flatMap(([name, item]) => {
          if (isObject(item))
            return [{ name, reader: createReader(item, places, report, asked, `${at(key)}.${name}`) }];
          notAMapping(`${at(key)}.${name}`, places.of(value, name));
          return [];
        });
      }
      wrongType(key, 'a list or a mapping');
      return [];
    },
    report(code, message, { key, fix, severity } = {}) {
      const place = places.of(node, key);
      report.add(code, {
        message,
        ...(fix !== undefined && { fix }),
        ...(severity && { severity }),
        ...(place && { place }),
      });
    },
  };

  function wrongType(key: string, expected: string): void {
    reader.report('wrong-type', `\`${at(key)}\` should be ${expected}; it is read as if it were not there.`, {
      key,
      ...(dispensable.has(key) && { severity: 'warning' }),
    });
  }

  function notAMapping(itemPath: string, place: Place | undefined): void {
    report.add('wrong-type', {
      message: `\`${itemPath}\` should be a mapping; it is left out.`,
      ...(place && { place }),
    });
  }

  function listEntry(item: Json, itemPath: string, place: Place | undefined): readonly Entry[] {
    if (!isObject(item)) {
      notAMapping(itemPath, place);
      return [];
    }
    const itemReader = createReader(item, places, report, asked, itemPath);
    return [{ name: itemReader.text('name'), reader: itemReader }];
  }

  return reader;
}
