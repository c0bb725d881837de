import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject } from '../json/json.ts';

type Params = Readonly<Record<string, unknown>>;
type Around = Readonly<Record<string, unknown>>;

/** What each keyword asks for, put so that it reads on after the field's name. None quotes the value. */
const asks: Readonly<Record<string, (params: Params, around: Around) => string>> = {
  type: ({ type }) => `must be ${either((Array.isArray(type) ? type : [type]).map((name) => article(String(name))))}`,
  enum: ({ allowedValues }) => `must be one of ${list(allowedValues)}`,
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  minimum: range,
  maximum: range,
  exclusiveMinimum: ({ limit }) => `must be more than ${String(limit)}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${String(limit)}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${String(multipleOf)}`,
  minLength: (_, around) => `must have ${span(around, 'minLength', 'maxLength', 'character')}`,
  maxLength: (_, around) => `must have ${span(around, 'minLength', 'maxLength', 'character')}`,
  minItems: (_, around) => `must have ${span(around, 'minItems', 'maxItems', 'item')}`,
  maxItems: (_, around) => `must have ${span(around, 'minItems', 'maxItems', 'item')}`,
  minProperties: (_, around) => `must have ${span(around, 'minProperties', 'maxProperties', 'property')}`,
  maxProperties: (_, around) => `must have ${span(around, 'minProperties', 'maxProperties', 'property')}`,
  uniqueItems: () => 'must not have the same item twice',
  pattern: ({ pattern }, around) => `${described(around)} (pattern ${String(pattern)})`,
  format: ({ format }) => `must be ${formats[String(format)] ?? `of the format "${String(format)}"`}`,
  not: (_, around) => excluded(around['not']),
  contains: () => 'must have an item of the kind its contract asks for',
  unevaluatedItems: () => 'has more items than its contract knows',
};

/** Words for one of ajv's errors, its own where it is of a keyword without any here. */
export function words({ keyword, params, parentSchema, message }: ErrorObject): string {
  const ask = Object.hasOwn(asks, keyword) ? asks[keyword] : undefined;
  return ask?.(params, isObject(parentSchema) ? parentSchema : {}) ?? message ?? 'does not fit the contract';
}

const formats: Readonly<Record<string, string>> = {
  'date-time': 'a date and time such as 2026-01-31T12:00:00Z',
  date: 'a date such as 2026-01-31',
  time: 'a time such as 12:00:00Z',
  email: 'an email address',
  hostname: 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  uri: 'an absolute URI',
  uuid: 'a UUID',
  byte: 'base64 text',
};

function range({ limit }: Params, { minimum, maximum }: Around): string {
  if (minimum !== undefined && maximum !== undefined) return `must be from ${figure(minimum)} to ${figure(maximum)}`;
  return `must be ${String(limit)} or ${minimum === undefined ? 'less' : 'more'}`;
}

function span(around: Around, least: string, greatest: string, unit: string): string {
  const [min, max] = [around[least], around[greatest]];
  if (min !== undefined && max !== undefined && min !== max) return `from ${figure(min)} to ${plural(max, unit)}`;
  if (min === max) return `exactly ${plural(max, unit)}`;
  return min === undefined ? `at most ${plural(max, unit)}` : `at least ${plural(min, unit)}`;
}

function figure(value: unknown): string {
  return JSON.stringify(value) ?? '';
}

function plural(count: unknown, unit: string): string {
  return `${figure(count)} ${count === 1 ? unit : unit === 'property' ? 'properties' : `${unit}s`}`;
}

/** A short description says better than its pattern what is asked. */
function described({ description }: Around): string {
  const text = typeof description === 'string' ? description.trim() : '';
  return text === '' || text.length > 200 ? 'must be of the required form' : `must be as described: ${text}`;
}

function excluded(schema: unknown): string {
  const names = isObject(schema) && Array.isArray(schema['required']) ? schema['required'] : [];
  if (names.length > 1) return `must not have ${names.map((name) => JSON.stringify(name)).join(' and ')} together`;
  if (names.length === 1) return `must not have ${JSON.stringify(names[0])}`;
  return 'has a form that its contract excludes';
}

/** Values in words, at most twenty of them. */
export function list(values: unknown): string {
  const texts = (Array.isArray(values) ? values : []).map((value) => JSON.stringify(value));
  return texts.length > 20 ? `${texts.slice(0, 20).join(', ')}, …` : texts.join(', ');
}

/** "a, b or c" */
export function either(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} or ${last}`;
}

/** A type's name as English has it. */
export function article(type: string): string {
  if (type === 'null') return 'null';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
