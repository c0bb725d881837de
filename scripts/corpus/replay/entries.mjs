import { splitPlaceholders } from '../document/names.mjs';
import { openFace } from '../drive/open-face.mjs';
import { entryRefusal } from '../report/refusals.mjs';
import { planEntry } from './plan-entry.mjs';
import { tryCases } from './try-cases.mjs';

/**
 * Calls every exposed entry of a running document.
 *
 * @param run the running document, and what is known of it.
 * @returns for each entry its face, name and class: `right`, `wrong` with problems, `refused` with a code, or `undecided`
 *   when this script failed.
 */
export async function replayEntries(entries, run) {
  const results = [];
  const faces = new Map();
  const twins = twinsOf(entries, run);
  const reached = entries.filter((entry) => !twins.has(entry));
  for (const entry of entries) {
    const about = { face: entry.face, name: entry.name ?? `${entry.method ?? ''} ${entry.path ?? ''}`.trim() };
    try {
      const server = serverOf(entry, run);
      if (server && !faces.has(server)) faces.set(server, await openFace(server, entry, reached, run));
      const plan = planEntry(entry, run);
      const isReached = !twins.has(entry) && (canRun(entry, plan) || !isMatched(entry, reached));
      const open = isReached ? faces.get(server)?.callerOf(entry) : undefined;
      const outcome = open && (await tryCases(entry, plan, open, run));
      results.push(Object.assign(about, outcome && !outcome.isAbsent ? outcome : notServed(entry, run)));
    } catch (error) {
      const problems = [{ what: 'this script', expected: 'to know', got: error.stack }];
      results.push(Object.assign(about, { class: 'undecided', problems }));
    }
  }
  return results;
}

function notServed(entry, { diagnostics }) {
  const code = entryRefusal(entry, diagnostics);
  if (code !== undefined) return { class: 'refused', code };
  return { class: 'wrong', problems: [{ what: 'not served', expected: 'a diagnostic that says why', got: 'none' }] };
}

/** The server of this type and namespace; of several, the one in the same place among them. */
function serverOf(entry, { document, servers }) {
  const isAlike = ({ type, namespace }) =>
    type === entry.face && String(namespace ?? '') === String(entry.namespace ?? '');
  const before = document.exposes.slice(0, entry.server).filter(isAlike).length;
  return servers.filter(isAlike)[before];
}

/** Entries whose route or tool name another one of their server has: only the first that can run is reached. */
function twinsOf(entries, run) {
  const places = new Map();
  for (const entry of entries) {
    const { face, server, method, path, name, call } = entry;
    const route =
      face === 'rest' ? `${method} ${path.replaceAll(/\{+[^{}]*\}+/g, '{}').replace(/\/$/, '')}` : (name ?? call);
    const place = `${face} ${server} ${route}`;
    places.set(place, [...(places.get(place) ?? []), entry]);
  }
  return new Set(
    [...places.values()].flatMap((alike) => {
      const reached = alike.find((entry) => canRun(entry, planEntry(entry, run))) ?? alike[0];
      return alike.filter((entry) => entry !== reached);
    }),
  );
}

/** Whether a call of a REST operation that cannot run comes to another one, whose path has a placeholder there. */
function isMatched({ face, server, method, path }, reached) {
  const pattern = (other) =>
    splitPlaceholders(other.path)
      .map((part) => ('name' in part ? '[^/]+' : part.text.replaceAll(/[\^$\\.*+?()[\]{}|/]/g, String.raw`\$&`)))
      .join('');
  return (
    face === 'rest' &&
    reached.some(
      (other) =>
        other.face === 'rest' &&
        other.server === server &&
        (other.method === method || (method === 'HEAD' && other.method === 'GET')) &&
        (other.method !== method || other.path !== path) &&
        new RegExp(`^${pattern(other)}$`, 'u').test(path),
    )
  );
}

function canRun({ kind }, { operation, steps }) {
  return kind === 'mock' || operation !== undefined || (steps !== undefined && steps.missing === undefined);
}
