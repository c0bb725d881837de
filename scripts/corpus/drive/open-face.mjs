import { placeInputs } from '../expect/place-inputs.mjs';
import { callTool, listTools, matchTools, renamedTools } from './mcp.mjs';
import { callRest } from './rest.mjs';
import { readSurface } from './surface.mjs';

/**
 * How to call the entries of one server.
 *
 * @returns `callerOf(entry)`, undefined for an entry that is not served; for a plan it yields the `locations` of the
 *   inputs and `send(values)`.
 */
export async function openFace(server, entry, entries, { variables, timeout, diagnostics }) {
  const options = { variables: variables.values, timeout, renamed: renamedTools(diagnostics) };
  const own = entries.filter((one) => one.face === entry.face && one.server === entry.server);
  return server.type === 'mcp' ? openMcp(server, own, options) : openRest(server, entry, options);
}

async function openMcp(server, entries, options) {
  const names = matchTools(entries, await listTools(server, entries[0], options), options.renamed);
  return {
    callerOf(entry) {
      const toolName = names.get(entry);
      if (toolName === undefined) return undefined;
      return ({ wiring }) => ({
        locations: new Map([...wiring.inputs.keys()].map((name) => [name, 'argument'])),
        send: (values) => callTool(server, entry, { toolName, values, ...options }),
      });
    },
  };
}

async function openRest(server, shown, options) {
  const surfaces = await readSurface(server, shown, options);
  return {
    callerOf:
      (entry) =>
      ({ wiring, operation }) => {
        const place = placeInputs(entry, operation, wiring);
        const surface = surfaces.of(entry, wiring);
        return {
          locations: place.locations,
          send: (values) => callRest(server, entry, { values, place, surface, ...options }),
        };
      },
  };
}
