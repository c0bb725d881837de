import { consumedOperations } from '../document/consumed.mjs';
import { exposedEntries } from '../document/exposed.mjs';
import { readDocument } from '../document/read-document.mjs';
import { releaseConnections } from '../drive/send.mjs';
import { runCapstan } from '../drive/capstan.mjs';
import { basePathOf, inventVariables, needsBaseUri } from '../expect/variables.mjs';
import { documentRefusal } from '../report/refusals.mjs';
import { replayEntries } from './entries.mjs';

/**
 * Runs a document and calls everything it exposes.
 *
 * @param options `upstream`, `seed`, `timeout` (milliseconds a call).
 * @returns `class` (`runs`, `needs-base-uri`, `parts-only`, `refused` with a `code`, or `unread` when this script cannot
 *   read what Capstan runs) and the `operations`.
 */
export async function replayDocument({ name, file }, { upstream, seed, timeout }) {
  const began = performance.now();
  const finish = (result) => ({ document: name, operations: [], ...result, ms: Math.round(performance.now() - began) });
  let document;
  let unreadable;
  try {
    document = await readDocument(file);
  } catch (error) {
    unreadable = error.message.split('\n')[0];
  }
  const variables = document ? inventVariables(document) : { given: new Map(), environment: {} };
  const baseUris = new Map(
    document?.consumes.map((consume) => [consume.namespace, upstream.url + basePathOf(consume)]),
  );
  const entries = document ? exposedEntries(document) : [];

  let capstan;
  try {
    capstan = await runCapstan(file, { ...variables, baseUris, timeout });
  } catch (error) {
    return finish({
      class: 'refused',
      code: error.name === 'UnreadableText' ? 'unreadable-text' : `threw ${error.message}`,
    });
  }
  try {
    if (!document)
      return finish(
        capstan.isRefused
          ? { class: 'refused', code: documentRefusal(capstan.diagnostics) }
          : { class: 'unread', detail: unreadable },
      );
    if (document.exposes.length === 0)
      return finish({ class: 'parts-only', code: documentRefusal(capstan.diagnostics) });
    const operations = await replayEntries(entries, {
      ...capstan,
      document,
      consumed: consumedOperations(document),
      variables,
      upstream,
      seed: `${seed} ${name}`,
      timeout,
    });
    const isRefused = capstan.isRefused && !operations.some((operation) => operation.class === 'right');
    if (isRefused) return finish({ class: 'refused', code: documentRefusal(capstan.diagnostics), operations });
    return finish({ class: document.consumes.some(needsBaseUri) ? 'needs-base-uri' : 'runs', operations });
  } finally {
    releaseConnections();
    await capstan.stop();
  }
}
