import { normalised, placeholders } from '../document/names.mjs';

/**
 * Where a REST caller gives each input. A placeholder of the exposed path feeds the input of its name, else of a like
 * name, else the one at its position in the consumed path, of those that go anywhere; an input of the path without a
 * placeholder is taken from the query under its own name.
 *
 * @returns `feeds`: the input of each placeholder of the exposed path, in its order; `locations`: input name to where it is given.
 */
export function placeInputs(entry, operation, { inputs, argument }) {
  const exposed = placeholders(entry.path);
  const feeds = exposed.map(() => undefined);
  const taken = new Set();
  const feed = (position, name) => {
    if (name === undefined || feeds[position] !== undefined || taken.has(name)) return;
    feeds[position] = name;
    taken.add(name);
  };
  const names = [...inputs.keys()];
  // By position, a placeholder feeds the input that the consumed path's placeholder there is filled from.
  const inPath = operation
    ? placeholders(operation.path).map((name) => argument(name)?.input)
    : [...inputs.values()].flatMap((input) => (input.in === 'path' ? [input.name] : []));
  const positions = inPath.map((name) => (name?.startsWith('body.') ? undefined : name));

  const reaching = operation ? names.filter((name) => inputs.get(name).sentIn !== undefined) : names;

  const feedAlike = (from, isAlike) => {
    for (const [position, name] of exposed.entries())
      feed(
        position,
        from.find((input) => isAlike(input, name)),
      );
  };
  // Of several placeholders of one name only the position tells.
  const isOnly = (name) => exposed.filter((other) => other === name).length === 1;
  feedAlike(reaching, (input, name) => isOnly(name) && input === name);
  feedAlike(reaching, (input, name) => isOnly(name) && normalised(input) === normalised(name));
  for (const position of exposed.keys())
    feed(position, inputs.has(positions[position]) ? positions[position] : undefined);
  feedAlike(names, (input, name) => input === name);

  const locations = new Map(
    [...inputs.values()].map((input) => {
      if (taken.has(input.name)) return [input.name, 'path'];
      if (input.name.startsWith('body.')) return [input.name, 'body'];
      return [input.name, input.in === 'path' ? 'query' : input.in];
    }),
  );
  return { feeds, locations };
}
