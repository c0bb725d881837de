/** Puts a value where a path of names leads, with objects on the way. */
export function put(target, [name, ...rest], value) {
  if (rest.length === 0) target[name] = value;
  else put((target[name] ??= {}), rest, value);
}
