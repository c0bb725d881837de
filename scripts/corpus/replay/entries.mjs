import { resolveCall } from '../document/resolve-call.mjs';
import { callRest, fitting } from '../drive/rest.mjs';
import { callTool, listTools, matchTools } from '../drive/mcp.mjs';
import { readSurface } from '../drive/surface.mjs';
import { placeInputs } from '../expect/place-inputs.mjs';
import { expectSteps } from '../expect/steps.mjs';
import { wire } from '../expect/wiring.mjs';
import { entryRefusal } from '../report/refusals.mjs';
import { tryCases } from './try-cases.mjs';

/**
 * Calls every exposed entry of a running document.
 *
 * @returns for each entry its face, name and class: `right`, `wrong` with problems, or `refused` with a code.
 */
export async function replayEntries(entries, run) {
  const results = [];
  const faces = new Map();
  const routes = new Set();
  for (const entry of entries) {
    const about = { face: entry.face, name: entry.name ?? `${entry.method ?? ''} ${entry.path ?? ''}` };
    const refuse = () => {
      const code = entryRefusal(entry, run.diagnostics);
      return code === undefined
        ? { ...about, class: 'wrong', problems: [{ what: 'not served', expected: 'a reason', got: 'none' }] }
        : { ...about, class: 'refused', code };
    };
    const server = serverOf(entry, run);
    if (!server) {
      results.push(refuse());
      continue;
    }
    if (!faces.has(server)) faces.set(server, await openFace(server, entries, entry, run));
    const route = `${entry.server} ${entry.method} ${entry.path?.replaceAll(/\{+[^{}]*\}+/g, '{}')}`;
    const isTwin = entry.face === 'rest' && routes.has(route);
    routes.add(route);
    const call = isTwin ? undefined : faces.get(server).callerOf(entry);
    const outcome = call && (await tryCases(entry, planOf(entry, run), call, run));
    results.push(outcome && !outcome.isAbsent ? { ...about, ...outcome } : refuse());
  }
  return results;
}

/** The server of this type and namespace; of several, the one in the same place among them. */
function serverOf(entry, { document, servers }) {
  const isAlike = ({ type, namespace }) => type === entry.face && (namespace ?? '') === (entry.namespace ?? '');
  const before = document.exposes.slice(0, entry.server).filter(isAlike).length;
  return servers.filter(isAlike)[before];
}

/** What an entry does: the operation it calls or the steps it takes, and what can be given. */
function planOf(entry, { consumed, variables }) {
  if (entry.kind === 'steps') {
    const steps = expectSteps(entry, consumed);
    return {
      steps,
      wiring: { inputs: new Map(steps.inputs.map((input) => [input.name, input])), argument: () => undefined },
    };
  }
  const operation = entry.kind === 'call' ? resolveCall(entry.call, consumed, entry) : undefined;
  if (!operation)
    return { wiring: { inputs: new Map(entry.inputs.map((input) => [input.name, input])), argument: () => undefined } };
  return { operation, wiring: wire(entry, operation, variables.bound) };
}

/** How to call the entries of one server. */
async function openFace(server, entries, first, { variables, timeout }) {
  const options = { variables: variables.values, timeout };
  if (server.type === 'mcp') {
    const own = entries.filter(({ server: index, face }) => face === 'mcp' && index === first.server);
    const names = matchTools(own, await listTools(server, first, options));
    return {
      callerOf: (entry) => {
        const toolName = names.get(entry);
        if (toolName === undefined) return undefined;
        return ({ wiring }) => ({
          locations: new Map([...wiring.inputs.keys()].map((name) => [name, 'argument'])),
          send: (values) => callTool(server, entry, { toolName, values, ...options }),
        });
      },
    };
  }
  const surface = await readSurface(server, timeout);
  return {
    callerOf:
      (entry) =>
      ({ wiring, operation }) => {
        const place = placeInputs(entry, operation, wiring);
        return {
          locations: place.locations,
          send: (values) =>
            callRest(server, entry, {
              values: fitting(values, wiring.inputs),
              place,
              surface: surface.of(entry, wiring),
              ...options,
            }),
        };
      },
  };
}
