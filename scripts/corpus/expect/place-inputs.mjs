import { normalised, placeholders } from '../document/names.mjs';

/**
 * Where a REST caller gives each input. A placeholder of the exposed path feeds the input of its name, else of a like
 * name, else the one at its position in the consumed path, of those that go anywhere; an input of the path without a
 * placeholder is taken from the query under its own name.
 *
 * @returns `placeholders`: exposed placeholder to input name; `locations`: input name to where it is given.
 */
export function placeInputs(entry, operation, { inputs, argument }) {
  const feeds = new Map();
  const taken = new Set();
  const feed = (placeholder, name) => {
    if (name === undefined || feeds.has(placeholder) || taken.has(name)) return;
    feeds.set(placeholder, name);
    taken.add(name);
  };
  const exposed = placeholders(entry.path);
  const names = [...inputs.keys()];
  // By position, a placeholder feeds the input that the consumed path's placeholder there is filled from.
  const inPath = operation
    ? placeholders(operation.path).map((name) => argument(name)?.input)
    : [...inputs.values()].flatMap((input) => (input.in === 'path' ? [input.name] : []));
  const positions = inPath.map((name) => (name?.startsWith('body.') ? undefined : name));

  const reaching = operation ? names.filter((name) => inputs.get(name).sentIn !== undefined) : names;

  const feedAlike = (from, isAlike) => {
    for (const name of exposed)
      feed(
        name,
        from.find((input) => isAlike(input, name)),
      );
  };
  feedAlike(reaching, (input, name) => input === name);
  feedAlike(reaching, (input, name) => normalised(input) === normalised(name));
  for (const [index, name] of exposed.entries())
    feed(name, inputs.has(positions[index]) ? positions[index] : undefined);
  feedAlike(names, (input, name) => input === name);

  const locations = new Map(
    [...inputs.values()].map((input) => {
      if (taken.has(input.name)) return [input.name, 'path'];
      if (input.name.startsWith('body.')) return [input.name, 'body'];
      return [input.name, input.in === 'path' ? 'query' : input.in];
    }),
  );
  return { placeholders: feeds, locations };
}
