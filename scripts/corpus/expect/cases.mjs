import { splitPlaceholders } from '../document/names.mjs';
import { credentialsOf } from './credentials.mjs';
import { fitRequestLine } from './fit-request-line.mjs';
import { createRandom } from './random.mjs';
import { createValueMaker } from './values.mjs';

/** Headers that are the connection's own, or that a proxy may not pass on. */
export const framing = new Set(
  'host connection content-length transfer-encoding upgrade expect keep-alive te trailer content-encoding origin'.split(
    ' ',
  ),
);

/**
 * The calls to try: with what is required alone, with everything, and with texts that are hard to carry.
 *
 * @param locations input name to where it goes: a value must be able to stand there.
 * @returns cases of `{title, values}`, the values by input name.
 */
export function inventCases(entry, wiring, locations, seed) {
  const all = [...wiring.inputs.values()].filter(
    (input) => isGivable(input, locations) && !isCredential(input, locations, entry),
  );
  // A REST call with a body has a type, which is an input where the operation takes one.
  const isType = ({ name }) => entry.face === 'rest' && name.toLowerCase() === 'content-type';
  const required = all.filter((input) => input.required || isType(input));
  const wanted = [
    { title: 'required', mood: 'plain', inputs: required },
    ...(required.length < all.length ? [{ title: 'everything', mood: 'plain', inputs: all }] : []),
    ...(all.length > 0 ? [{ title: 'adversarial', mood: 'nasty', inputs: all }] : []),
  ];
  return wanted.map(({ title, mood, inputs }) => {
    const random = createRandom(`${seed} ${entry.face} ${entry.server} ${entry.name} ${title}`);
    const make = createValueMaker(random, mood);
    const values = new Map();
    for (const input of inputs) {
      const place = placeOf(input, locations, entry);
      if (mood === 'nasty' && !input.required && random.chance(0.15)) continue;
      const value = mood === 'nasty' && canBeEmpty(input, place) && random.chance(0.1) ? '' : make(input.schema, place);
      if (value !== undefined) values.set(input.name, value);
    }
    return { title, values: fitRequestLine(values, inputs) };
  });
}

/** Where the value must be able to stand: of where it is given and where it is sent, the narrower place. */
function placeOf(input, locations, entry) {
  const places = new Set([locations.get(input.name), ...(input.sentIn ?? [])]);
  if (places.has('path') && entry.path !== undefined && sharesSegment(entry.path)) return 'one-of-several';
  return ['header', 'path', 'cookie', 'query'].find((place) => places.has(place)) ?? bodyPlace(input);
}

function bodyPlace({ in: location, declared, name }) {
  return location === 'body' && (!declared || name === 'body') ? 'body-whole' : 'body';
}

/** With two values in one segment, such as `{a}-{b}`, a value may not hold what stands between them. */
function sharesSegment(path) {
  return path.split('/').some((segment) => splitPlaceholders(segment).filter((part) => 'name' in part).length > 1);
}

function canBeEmpty({ required, schema }, place) {
  const isText = schema.type === undefined || schema.type === 'string';
  const isFree = schema.enum === undefined && schema.pattern === undefined && schema.format === undefined;
  return !required && isText && isFree && !schema.minLength && place === 'query';
}

/** What shows a REST server who calls is no input of its operations. */
export function isCredential({ name }, locations, { authentication, face }) {
  const { header } = face === 'rest' ? credentialsOf(authentication, new Map()) : {};
  return header !== undefined && locations.get(name) === 'header' && name.toLowerCase() === header[0];
}

/** Whether a caller can give it at all: the connection's own headers, and names no header can have, are out of reach. */
export function isGivable({ name, in: location, required }, locations) {
  const isHeader = location === 'header' || locations.get(name) === 'header';
  if (!isHeader) return true;
  if (framing.has(name.toLowerCase())) return required && locations.get(name) !== 'header';
  return /^[\w!#$%&'*+\-.^`|~]+$/.test(name);
}
