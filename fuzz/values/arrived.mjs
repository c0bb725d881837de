import { areSame, isTextOf, parseExactly } from './json-text.mjs';

/**
 * Whether each value is in its place in the request that arrived.
 *
 * @param values of the inputs, parsed exactly. @returns false for a place that holds anything else.
 */
export const arrived = {
  request: ({ url, headers }, values) => {
    const [path, query = ''] = url.split('?');
    const [, whole, part] = /^\/base\/request\/([^/]+)\/before-([^/]+)\.json$/.exec(path) ?? [];
    const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('=').map(decodeURIComponent));
    const cookies = headers.cookie?.split('; ').map((cookie) => cookie.split('=').map(decodeURIComponent)) ?? [];
    return (
      isTextOf(values.whole, decodeURIComponent(whole)) &&
      isTextOf(values.part, decodeURIComponent(part)) &&
      areRepeated(pairs, ['query', 'odd[name]', '__proto__'], values) &&
      areFields(cookies, ['cookie'], values) &&
      isHeader(headers['x-header'], values['X-Header'])
    );
  },
  whole: ({ body }, { body: value }) =>
    value === undefined ? body.length === 0 : areSame(parseExactly(body.toString()), value),
  members: ({ body }, values) =>
    Object.keys(values).length === 0 ? body.length === 0 : areSame(parseExactly(body.toString()), values),
  json: ({ body }, { one, two }) => {
    const { one: first, two: list, said } = parseExactly(body.toString());
    return areSame(first, one) && areSame(list[0], two) && isWithin(said, 'Hello ', one, '!');
  },
  'json-text': ({ body }, { one, two }) => {
    const { one: first, two: list, said } = parseExactly(body.toString());
    return areSame(first, one) && areSame(list[0], two) && isWithin(said, 'Hello ', one, '!');
  },
  form: ({ body }, values) =>
    areRepeated([...new URLSearchParams(body.toString())], ['one', 'two', 'fixed'], {
      one: withoutNulls(values.one),
      two: withoutNulls(values.two),
      fixed: 'f',
    }),
  multipart: ({ body, headers }, { one, two }) => {
    const parts = readParts(body.toString(), headers['content-type']);
    const isLeftOut = one === undefined || one === null;
    return (
      parts.size === (isLeftOut ? 1 : 2) &&
      (isLeftOut || isTextOf(one, parts.get('one'))) &&
      isWithin(parts.get('two'), '<', two, '>')
    );
  },
  text: ({ body }, { one, two }) => {
    const text = body.toString();
    // The text between the two values may be in either, so every place of it is tried.
    return [...text.matchAll(/\|/g)].some(
      ({ index }) => isWithin(text.slice(0, index), '[', one, '') && isWithin(text.slice(index + 1), '', two, ']'),
    );
  },
  xml: ({ body }, { one, two }) => {
    const [, element, attribute] = /^<r><one>([^<]*)<\/one><two a="([^<"]*)"\/><\/r>$/.exec(body.toString()) ?? [];
    return isTextOf(one, unescape(element)) && isTextOf(two, unescape(attribute));
  },
};

/** Fields in their order; a list repeats its field, and what has no value has none. */
function areRepeated(pairs, names, values) {
  const wanted = names
    .filter((name) => Object.hasOwn(values, name))
    .flatMap((name) => [values[name]].flat().map((value) => [name, value]));
  const given = wanted.filter(
    ([name, value]) => Array.isArray(values[name]) || (value !== null && value !== undefined),
  );
  return isEach(pairs, given);
}

function areFields(pairs, names, values) {
  return isEach(
    pairs,
    names.filter((name) => values[name] !== undefined && values[name] !== null).map((name) => [name, values[name]]),
  );
}

function isEach(pairs, wanted) {
  return (
    pairs.length === wanted.length &&
    wanted.every(([name, value], index) => pairs[index][0] === name && isListed(value, pairs[index][1]))
  );
}

/** A null in a list is its word. */
function isListed(value, text) {
  return value === null ? text === 'null' : isTextOf(value, text);
}

/** A form leaves out what has no value, in a list as well. */
function withoutNulls(value) {
  return Array.isArray(value) ? value.filter((item) => item !== null) : value;
}

/** A list is its items with commas between them, and without items there is no header. */
function isHeader(text, value) {
  const items = [value ?? []].flat();
  if (items.length === 0 || text === undefined) return items.length === 0 && text === undefined;
  return areItems(text, items.map(trimmedAtEnds));
}

/** Spaces around a header's value are none of it (RFC 9110 §5.5). */
function trimmedAtEnds(item, index, items) {
  if (typeof item !== 'string') return item;
  const begun = index === 0 ? item.replace(/^[\t ]+/, '') : item;
  return index === items.length - 1 ? begun.replace(/[\t ]+$/, '') : begun;
}

/** What an item holds may have commas as well, so every comma is tried. */
function areItems(text, [first, ...others]) {
  if (others.length === 0) return isListed(first, text);
  return [...text.matchAll(/,/g)].some(
    ({ index }) => isListed(first, text.slice(0, index)) && areItems(text.slice(index + 1), others),
  );
}

function isWithin(text, before, value, after) {
  if (!text?.startsWith(before) || !text.endsWith(after)) return false;
  return isTextOf(value, text.slice(before.length, text.length - after.length));
}

function readParts(text, type) {
  const boundary = /boundary=(.+)$/.exec(type)[1];
  const parts = text.split(`--${boundary}`).slice(1, -1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\r\n\r\n');
      return [/name="([^"]*)"/.exec(part.slice(0, end))[1], part.slice(end + 4, -2)];
    }),
  );
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text) {
  return text.replaceAll(/&(?:#(\d+)|(\w+));/g, (_, code, name) =>
    code ? String.fromCodePoint(Number(code)) : entities[name],
  );
}
