import { entries } from './entries.mjs';

/**
 * Every REST operation and MCP tool of a document, in its order. `kind` is what it does: `call`, `steps`, `mock` (answers
 * by itself), or `lost` for one that refers to something that is not there.
 */
export function exposedEntries(document) {
  return document.exposes.flatMap((server, index) => {
    const face = { server: index, namespace: server.namespace, authentication: server.authentication };
    if (server.type === 'mcp') {
      if (server.transport === 'stdio') return [];
      return entries(server.tools).map((tool) => ({
        ...face,
        face: 'mcp',
        ...behaviour(tool, document, [server.namespace, 'tools']),
        inputs: toolInputs(ownInputs(tool, document)),
      }));
    }
    if (server.type !== 'rest' && server.type !== 'api') return [];
    return entries(server.resources).flatMap((resource) =>
      entries(resource.operations).map((operation) => ({
        ...face,
        face: 'rest',
        method: String(operation.method ?? 'GET').toUpperCase(),
        path: String(resource.path ?? '/') + String(operation.path ?? ''),
        ...behaviour(operation, document, [server.namespace, 'rest']),
        inputs: restInputs([...entries(resource.inputParameters), ...ownInputs(operation, document)]),
      })),
    );
  });
}

/** What an entry does, by itself or through the aggregate's function that its `ref` names. */
function behaviour(entry, { aggregates }, ownPrefixes) {
  const target = entry.ref === undefined ? undefined : findFunction(entry.ref, aggregates);
  const { call, with: given, steps } = target ? { ...target.flow, ...withoutAbsent(entry) } : entry;
  return {
    name: entry.name,
    description: entry.description,
    kind: entry.ref !== undefined && !target ? 'lost' : kindOf(call, steps),
    call: typeof call === 'string' ? call : call?.operation,
    with: given ?? call?.with ?? {},
    steps: entries(steps),
    prefixes: [...ownPrefixes, 'rest', 'tools', target?.namespace].filter((prefix) => prefix !== undefined),
  };
}

function kindOf(call, steps) {
  if (steps !== undefined) return 'steps';
  return call === undefined ? 'mock' : 'call';
}

function findFunction(ref, aggregates) {
  for (const { namespace, functions, flows } of aggregates) {
    const flow = [...entries(functions), ...entries(flows)].find(({ name }) => ref === `${namespace}.${name}`);
    if (flow) return { namespace, flow };
  }
  return undefined;
}

function ownInputs(entry, { aggregates }) {
  if (entry.inputParameters !== undefined || entry.ref === undefined) return entries(entry.inputParameters);
  return entries(findFunction(entry.ref, aggregates)?.flow.inputParameters);
}

/** A tool's own inputs need a value unless they say otherwise. */
function toolInputs(inputs) {
  return inputs.map((schema) => ({
    schema,
    name: String(schema.name),
    in: 'argument',
    required: schema.required !== false,
  }));
}

function restInputs(inputs) {
  const read = inputs.map((schema) => ({
    schema,
    name: String(schema.name),
    in: schema.in ?? 'query',
    // What a body is made of is always given: the published documents leave no holes there.
    required: schema.required === true || ['path', 'body'].includes(schema.in),
  }));
  return [...new Map(read.map((input) => [`${input.in} ${input.name}`, input])).values()];
}

function withoutAbsent(entry) {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined && value !== null));
}
