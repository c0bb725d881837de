import { normalised } from './names.mjs';

/**
 * The consumed operation that `namespace.operation` names. Of several of one name it is the one whose path the exposed
 * path ends like, the longest; then one of the same method; then the first.
 */
export function resolveCall(call, operations, exposed) {
  const named = operations.filter(({ namespace, name }) => call === `${namespace}.${name}`);
  if (named.length < 2 || exposed?.path === undefined) return named[0];
  const wanted = wordsOf(exposed.path);
  const fits = named.filter(({ path }) => wanted.endsWith(wordsOf(path)));
  const longest = Math.max(...fits.map(({ path }) => wordsOf(path).length));
  const best = fits.filter(({ path }) => wordsOf(path).length === longest);
  return best.find(({ method }) => method === exposed.method) ?? best[0] ?? named[0];
}

/** Exposed paths may have lost the letters of other alphabets. */
function wordsOf(path) {
  return normalised(path).replaceAll(/[^a-z0-9]/g, '');
}
