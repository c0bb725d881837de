import { Inserted } from './inserted.mjs';
import { asText, fillTemplate, hasSection, onlyName } from './templates.mjs';

/**
 * The body that must arrive.
 *
 * @param lookup name in a template to its value. @param argument parameter to its value.
 * @returns `{kind}`: `none`, `json` with `value`, `form` with `pairs`, `text` with `text`, `multipart` with `texts`, or
 *   `any` where this script cannot tell.
 */
export function expectBody(operation, argument, lookup) {
  if (operation.body !== undefined && operation.body !== null) return written(operation.body, lookup);
  const parameters = operation.parameters.filter(({ in: location }) => location === 'body');
  const members = parameters.map(({ name }) => [name, argument(name)]).filter(([, value]) => value !== undefined);
  if (members.length === 0) return { kind: 'none' };
  return { kind: 'json', value: parameters.length === 1 ? members[0][1] : Object.fromEntries(members) };
}

function written(body, lookup) {
  if (hasSection(JSON.stringify(body))) return { kind: 'any' };
  const { type, data } =
    typeof body === 'string' ? { type: /^\s*[[{]/.test(body) ? 'json' : 'text', data: body } : body;
  switch (String(type).toLowerCase()) {
    case 'json':
      return { kind: 'json', value: typeof data === 'string' ? jsonText(data, lookup) : tree(data, lookup) };
    case 'formurlencoded':
      return { kind: 'form', pairs: formPairs(data, lookup) };
    case 'multipartform':
      return { kind: 'multipart', texts: leaves(data).map((text) => fillTemplate(text, lookup)) };
    case 'text':
      return { kind: 'text', text: fillTemplate(asText(data), lookup) };
    case 'xml':
      return {
        kind: 'text',
        type: 'xml',
        text: fillTemplate(asText(data), lookup, (value) => escapeXml(asText(value))),
      };
    default:
      return { kind: 'any' };
  }
}

/** Fills templates in data; a name of a member is never one. */
function tree(data, lookup) {
  if (typeof data === 'string') {
    const only = onlyName(data);
    return only === undefined ? fillTemplate(data, lookup) : new Inserted(lookup(only));
  }
  if (Array.isArray(data)) return data.map((item) => tree(item, lookup));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, tree(value, lookup)]));
}

/** What stands for a value that was not given, until the JSON around it is read. */
const nothing = '\u0000';

/** Fills a JSON text: within quotes a value is text, elsewhere it is JSON. */
function jsonText(text, lookup) {
  const filled = fillTemplate(text, lookup, (value, offset) => {
    const isQuoted = [...text.slice(0, offset).replaceAll(/\\./g, '').matchAll(/"/g)].length % 2 === 1;
    const json = JSON.stringify(value ?? nothing);
    return isQuoted ? JSON.stringify(asText(value ?? nothing)).slice(1, -1) : json;
  });
  return JSON.parse(filled, (_, value) => {
    if (typeof value !== 'string' || !value.includes(nothing)) return value;
    return value === nothing ? new Inserted(undefined) : value.replaceAll(nothing, '');
  });
}

function formPairs(data, lookup) {
  if (typeof data === 'string') {
    const filled = fillTemplate(data, lookup, (value) => encodeURIComponent(asText(value)));
    return [...new URLSearchParams(filled)];
  }
  return Object.entries(data ?? {}).flatMap(([name, value]) => {
    const filled = tree(value, lookup);
    const plain = filled instanceof Inserted ? filled.value : filled;
    return [plain].flat().flatMap((one) => (one === undefined || one === null ? [] : [[name, asText(one)]]));
  });
}

function leaves(data) {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(leaves) : [];
}

function escapeXml(text) {
  const references = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
  return text.replaceAll(/[&<>"']/g, (character) => references[character]);
}
