import { entries, isMapping } from './entries.mjs';

/**
 * What an exposed entry does, by itself or through the aggregate's function that its `ref` names.
 *
 * @param ownPrefixes what a reference to one of its inputs may begin with.
 * @returns `kind`: `call`, `steps`, `mock` (it answers by itself), or `lost` for a `ref` to something that is not there.
 */
export function behaviour(entry, { aggregates }, ownPrefixes) {
  const target = entry.ref === undefined ? undefined : findFunction(entry.ref, aggregates);
  const {
    call,
    with: given = call?.with,
    steps,
    mappings,
    outputParameters,
  } = target ? { ...target.flow, ...withoutAbsent(entry) } : entry;
  return {
    name: entry.name === undefined || entry.name === null ? undefined : String(entry.name),
    description: entry.description,
    kind: entry.ref !== undefined && !target ? 'lost' : kindOf(call, steps),
    call: typeof call === 'string' ? call : call?.operation,
    with: isMapping(given) ? given : {},
    steps: entries(steps),
    mappings,
    outputs: outputParameters,
    prefixes: [...ownPrefixes, 'rest', 'tools', target?.namespace].filter((prefix) => prefix !== undefined),
  };
}

/** The inputs an entry declares, else those of the function it refers to. */
export function ownInputs(entry, { aggregates }) {
  if (entry.inputParameters !== undefined || entry.ref === undefined) return entries(entry.inputParameters);
  return entries(findFunction(entry.ref, aggregates)?.flow.inputParameters);
}

function kindOf(call, steps) {
  if (call !== undefined) return 'call';
  return steps === undefined ? 'mock' : 'steps';
}

/** Older documents have `functions`, newer ones `flows`. */
function findFunction(ref, aggregates) {
  for (const { namespace, functions, flows } of aggregates) {
    const flow = [...entries(functions), ...entries(flows)].find(({ name }) => ref === `${namespace}.${name}`);
    if (flow) return { namespace, flow };
  }
  return undefined;
}

export function withoutAbsent(mapping) {
  return Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== undefined && value !== null));
}
