import { load, loadAll } from 'js-yaml';
import { isMapping } from './entries.mjs';

/**
 * The capability document in a text: all of it, the first of several documents, or the part of a published page that
 * begins with the version line.
 *
 * @throws Error when there is none, in the words of the YAML parser.
 */
export function parseDocument(text) {
  const attempts = [
    () => load(text),
    () => loadAll(text)[0],
    () => load(withoutPage(text)),
    () => load(text.replaceAll('\t', '  ')),
  ];
  let first;
  for (const attempt of attempts) {
    try {
      const document = attempt();
      if (isMapping(document)) return document;
    } catch (error) {
      first ??= error;
    }
  }
  throw first ?? new Error('not a mapping');
}

/** From the version line to the first line that cannot belong to a YAML mapping any more. */
function withoutPage(text) {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^(?:naftiko|ikanos)\s*:/.test(line));
  const rest = lines.slice(Math.max(start, 0));
  const end = rest.findIndex((line) => !/^(?:\s|#|-|$|[\w-]+\s*:)/.test(line));
  return rest.slice(0, end < 0 ? undefined : end).join('\n');
}
