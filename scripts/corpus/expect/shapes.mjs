import { entries, isMapping } from '../document/entries.mjs';
import { follow, parsePath } from './json-path.mjs';
import { fillTemplate, isTemplate } from './templates.mjs';

/** Whether outputs ask for the payload as it is: by saying nothing, or `{type, mapping: $.}` and no more. */
export function isUntouched(outputs) {
  if (outputs === undefined || outputs === null) return true;
  if (!Array.isArray(outputs) || outputs.length > 1) return false;
  if (outputs.length === 0) return true;
  const { mapping, value, properties, items } = outputs.find(isMapping) ?? {};
  const path = mapping ?? value;
  const isWhole = typeof path === 'string' && parsePath(path)?.length === 0;
  return isWhole && items === undefined && entries(properties).length === 0;
}

/** The one shape of an entry's outputs; undefined when this script cannot tell what they mean. */
export function shapeOf(outputs) {
  if (!Array.isArray(outputs) || outputs.length !== 1) return undefined;
  const [shape] = outputs;
  return isMapping(shape) && shape.name === undefined && isReadable(shape) ? shape : undefined;
}

function isReadable(shape) {
  if (!isMapping(shape)) return false;
  const { mapping, properties, items, type } = shape;
  const inner = [...entries(properties), ...(items === undefined ? [] : [items])];
  if (mapping !== undefined && parsePath(mapping) === undefined) return false;
  if (Array.isArray(items) || (type === 'object' && inner.length === 0)) return false;
  return inner.every(isReadable);
}

/** What a shape makes of a payload. @param lookup what the templates of fixed values name. */
export function project(shape, payload, lookup) {
  const fixed =
    shape.const ?? (shape.value !== undefined && !String(shape.value).startsWith('$') ? shape.value : undefined);
  if (fixed !== undefined) return coerce(isTemplate(fixed) ? fillTemplate(fixed, lookup) : fixed, shape.type);
  const path = shape.mapping ?? shape.value;
  const found = path === undefined ? payload : follow(payload, parsePath(path));
  if (shape.items !== undefined)
    return Array.isArray(found) ? found.map((item) => project(shape.items, item, lookup)) : null;
  const properties = entries(shape.properties);
  if (properties.length === 0) return coerce(found ?? null, shape.type);
  if (found === undefined || found === null) return null;
  return Object.fromEntries(properties.map((one) => [one.name, project(withPath(one), found, lookup)]));
}

/** A member that does not say where it comes from comes from the member of its name. */
function withPath(member) {
  const { mapping, value, const: fixed, properties, items } = member;
  const saysNothing = [mapping, value, fixed, properties, items].every((part) => part === undefined);
  return saysNothing ? { ...member, mapping: `$['${member.name}']` } : member;
}

/** A value becomes the type the document says where nothing is lost by that. */
export function coerce(value, type) {
  if (type === 'string') return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (type === 'number' || type === 'integer')
    return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (type === 'boolean') return { true: true, false: false }[value] ?? value;
  return value;
}

/** A payload that a shape finds most of its parts in, written as other types than it says now and then. */
export function inventPayload(shape, { chance, pick }) {
  let count = 0;
  const leaf = (type) => {
    count += 1;
    if (type === 'number' || type === 'integer')
      return pick([count, `${count}`, count + 0.5, `${count}.5`, `n${count}`]);
    if (type === 'boolean') return pick([true, false, 'true', 'false', 'maybe']);
    return pick([`text ${count}`, `größe ${count}`, '', count, true, null]);
  };
  const fill = (one, target) => {
    const steps = parsePath(one.mapping ?? '$') ?? [];
    if (chance(0.1) && steps.length > 0) return target;
    const make = () => {
      if (one.items !== undefined)
        return [fill(one.items, undefined), fill(one.items, undefined)].slice(0, pick([0, 1, 2]));
      const properties = entries(one.properties);
      if (properties.length === 0) return leaf(one.type);
      return properties.reduce(
        (at, property) => fill(property, at),
        follow(target, steps) ?? { extra: 'not asked for' },
      );
    };
    if (one.const !== undefined || one.value !== undefined) return target;
    return put(target, steps, make());
  };
  return fill(shape, undefined) ?? {};
}

function put(target, [step, ...rest], value) {
  if (step === undefined) return value;
  const own = typeof step === 'number' ? (Array.isArray(target) ? target : []) : isMapping(target) ? target : {};
  own[step] = put(own[step], rest, value);
  return own;
}
