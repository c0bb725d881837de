import { asText } from './templates.mjs';

/** Characters of a request line that servers take with all their defaults, with some room for headers. */
const maxLength = 10_000;

/** Leaves out optional values that go into URLs or headers, the last first, until they all fit. */
export function fitRequestLine(values, inputs) {
  const kept = new Map(values);
  const outside = inputs.filter(({ name, in: location }) => kept.has(name) && location !== 'body');
  const lengthOf = ({ name }) => encodeURIComponent(name + asText(kept.get(name))).length + 2;
  let length = outside.reduce((sum, input) => sum + lengthOf(input), 0);
  for (const input of outside.toReversed()) {
    if (length <= maxLength) break;
    if (input.required) continue;
    length -= lengthOf(input);
    kept.delete(input.name);
  }
  return kept;
}
