import { behaviour, ownInputs } from './behaviour.mjs';
import { entries } from './entries.mjs';

/**
 * Every REST operation and MCP tool of a document, in its order.
 *
 * @returns each with the `server` it belongs to (its index), how it is called, its `inputs`, and its behaviour.
 */
export function exposedEntries(document) {
  return document.exposes.flatMap((server, index) => {
    const { namespace, authentication, type } = server;
    const face = { server: index, namespace, authentication };
    if (type === 'mcp' && server.transport !== 'stdio') {
      return entries(server.tools).map((tool) => toolEntry(face, tool, document));
    }
    if (type !== 'rest' && type !== 'api') return [];
    return entries(server.resources).flatMap((resource) =>
      entries(resource.operations).map((operation) => restEntry(face, resource, operation, document)),
    );
  });
}

function toolEntry(face, tool, document) {
  return {
    ...face,
    face: 'mcp',
    ...behaviour(tool, document, [face.namespace, 'tools']),
    inputs: ownInputs(tool, document).map(toolInput),
  };
}

/** A tool's own inputs need a value unless they say otherwise. */
function toolInput(schema) {
  return { schema, name: String(schema.name), in: 'argument', required: schema.required !== false };
}

function restEntry(face, resource, operation, document) {
  const inputs = [...entries(resource.inputParameters), ...ownInputs(operation, document)].map(restInput);
  return {
    ...face,
    face: 'rest',
    method: String(operation.method ?? 'GET').toUpperCase(),
    path: String(resource.path ?? '/') + String(operation.path ?? ''),
    ...behaviour(operation, document, [face.namespace, 'rest']),
    inputs: [...new Map(inputs.map((input) => [`${input.in} ${input.name}`, input])).values()],
  };
}

function restInput(schema) {
  return {
    schema,
    name: String(schema.name),
    in: schema.in ?? 'query',
    // What a body is made of is always given: the published documents say nothing of holes there.
    required: schema.required === true || ['path', 'body'].includes(schema.in),
  };
}
