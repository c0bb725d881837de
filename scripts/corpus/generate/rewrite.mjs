import { isMapping } from '../document/entries.mjs';
import { inDialect } from './dialects.mjs';
import { writeText } from './text.mjs';

/**
 * A document written in another way that means the same.
 *
 * @returns the `text`, and the names of the `changes` made.
 */
export function rewrite(document, random) {
  const { chance, shuffled } = random;
  const changes = [];
  let changed = document;
  for (const name of shuffled(Object.keys(rewritings))) {
    if (!chance(0.3)) continue;
    const next = rewritings[name](changed, random);
    if (next === undefined) continue;
    changed = next;
    changes.push(name);
  }
  return { text: writeText(changed, random, { isWhole: true }), changes };
}

/** Each yields another document, or undefined where it has nothing to change. */
const rewritings = {
  'other-dialect': (document, { pick }) =>
    document.naftiko === undefined || hasLists(document, 'mappings')
      ? undefined
      : inDialect(document, pick(['1.0.0-alpha3', '1.0.0-beta5'])),
  'other-version': (document, { pick }) =>
    document.naftiko === undefined ? undefined : { ...document, naftiko: pick(['0.5', '1.0.0-alpha1', 'next']) },
  'other-namespaces': (document) => renameNamespaces(document),
  'other-order': (document, random) => reorder(document, random),
  'other-braces': (document, { pick }) => {
    const write = pick([(name) => `{{${name}}}`, (name) => `{{ ${name} }}`]);
    return mapPaths(document, (path) => path.replaceAll(/\{+\s*([^{}]+?)\s*\}+/g, (_, name) => write(name)));
  },
  'plain-variables': (document) => mapTexts(document, (text) => text.replaceAll(/\{\{\s*env\.(\w+)\s*\}\}/g, '{{$1}}')),
  'prefix-of-server': (document) => mapServers(document, prefixOfServer),
  'references-as-templates': (document) =>
    mapServers(document, (server) => mapWith(server, (value) => value.replace(/^((?:rest|tools)\.[\w-]+)$/, '{{$1}}'))),
  'without-what-is-inferred': (document) =>
    mapOperations(document, (operation) => {
      const { with: given, ...rest } = operation;
      const isPlain =
        isMapping(given) &&
        Object.entries(given).every(([name, value]) => /^(?:rest|tools)\.(.*)$/s.exec(value)?.[1] === name);
      return isPlain &&
        operation.inputParameters === undefined &&
        operation.steps === undefined &&
        operation.ref === undefined
        ? rest
        : operation;
    }),
  'without-path-parameters': (document) =>
    mapConsumes(document, (operation, path) =>
      Array.isArray(operation.inputParameters)
        ? {
            ...operation,
            inputParameters: operation.inputParameters.filter(
              ({ name, in: place, type = 'string', value }) =>
                place !== 'path' || type !== 'string' || value !== undefined || !path.includes(`{${name}}`),
            ),
          }
        : operation,
    ),
  'without-ports': (document) => mapServers(document, (server) => withoutKeys(server, ['port'])),
  'without-words': (document) => dropKeys(document, ['tags', 'created', 'modified', 'hints', 'label', 'display']),
  'words-of-people': (document) =>
    walk(
      document,
      (node) => (isMapping(node) && node['x-note'] === undefined ? { ...node, 'x-note': 'on: yes' } : node),
      {
        within: ['info', 'consumes', 'exposes', 'capability'],
      },
    ),
  'parts-at-root': (document) => {
    const { capability, ...rest } = document;
    if (!isMapping(capability) || Object.keys(capability).some((key) => rest[key] !== undefined)) return undefined;
    return { ...rest, ...capability };
  },
  'binds-inside': (document) => {
    const { binds, capability, ...rest } = document;
    if (binds === undefined || !isMapping(capability) || capability.binds !== undefined) return undefined;
    return { ...rest, capability: { binds, ...capability } };
  },
  'apikey-as-openapi': (document) =>
    walk(document, (node) =>
      isMapping(node) && node.type === 'apikey' && node.key !== undefined && node.placement !== undefined
        ? { type: 'apiKey', in: node.placement, name: node.key, value: node.value }
        : node,
    ),
  'dollar-alone': (document) =>
    walk(document, (node) => (isMapping(node) && node.mapping === '$.' ? { ...node, mapping: '$' } : node)),
  'no-outputs': (document) =>
    mapOperations(document, ({ outputParameters, ...operation }) => {
      const [only, ...others] = Array.isArray(outputParameters) ? outputParameters : [];
      const isUntouched =
        others.length === 0 && isMapping(only) && only.mapping === '$.' && Object.keys(only).length === 2;
      return isUntouched && operation.call !== undefined ? operation : { ...operation, outputParameters };
    }),
};

function hasLists(node, key) {
  if (Array.isArray(node)) return node.some((item) => hasLists(item, key));
  return isMapping(node) && Object.entries(node).some(([name, value]) => name === key || hasLists(value, key));
}

/** Rebuilds a tree, each node after its parts; `change` sees the key it stands under. */
function walk(node, change, { within } = {}, key = '', isIn = within === undefined) {
  const here = isIn || within?.includes(key);
  const rebuilt = Array.isArray(node)
    ? node.map((item) => walk(item, change, { within }, `${key}[]`, here))
    : isMapping(node) && !(node instanceof Date)
      ? Object.fromEntries(
          Object.entries(node).map(([name, value]) => [
            name,
            data.has(name) ? value : walk(value, change, { within }, name, here),
          ]),
        )
      : node;
  return here && isNode(node, key) ? change(rebuilt, key) : rebuilt;
}

/** What stands below these is data of the document's author, and means what it says. */
const data = new Set(['body', 'with', 'keys', 'enum', 'default']);

/** A mapping by names is no node of the specification. */
function isNode(node, key) {
  const named = [
    'resources',
    'operations',
    'tools',
    'inputParameters',
    'steps',
    'skills',
    'flows',
    'properties',
    'prompts',
    'arguments',
  ];
  return !(isMapping(node) && (named.includes(key) || key === 'outputParameters'));
}

function mapTexts(node, change) {
  if (typeof node === 'string') return change(node);
  if (Array.isArray(node)) return node.map((item) => mapTexts(item, change));
  if (!isMapping(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, mapTexts(value, change)]));
}

function mapPaths(document, change) {
  return walk(document, (node) =>
    isMapping(node) && typeof node.path === 'string' ? { ...node, path: change(node.path) } : node,
  );
}

function mapEach(section, change) {
  if (Array.isArray(section)) return section.map(change);
  if (!isMapping(section)) return section;
  return Object.fromEntries(Object.entries(section).map(([name, value]) => [name, change(value)]));
}

function inSection(document, name, change) {
  const at = (parent) => (parent?.[name] === undefined ? parent : { ...parent, [name]: mapEach(parent[name], change) });
  const rebuilt = at(document);
  return isMapping(rebuilt.capability) ? { ...rebuilt, capability: at(rebuilt.capability) } : rebuilt;
}

function mapServers(document, change) {
  return inSection(document, 'exposes', (server) => (isMapping(server) ? change(server) : server));
}

/** REST operations and tools. */
function mapOperations(document, change) {
  return mapServers(document, (server) => ({
    ...server,
    ...(server.tools && { tools: mapEach(server.tools, change) }),
    ...(server.type !== 'mcp' &&
      server.resources && {
        resources: mapEach(server.resources, (resource) =>
          resource.operations ? { ...resource, operations: mapEach(resource.operations, change) } : resource,
        ),
      }),
  }));
}

function mapConsumes(document, change) {
  return inSection(document, 'consumes', (consume) => ({
    ...consume,
    ...(consume.resources && {
      resources: mapEach(consume.resources, (resource) => ({
        ...resource,
        operations: mapEach(resource.operations, (operation) =>
          change(operation, String(resource.path ?? '') + String(operation.path ?? '')),
        ),
      })),
    }),
  }));
}

function mapWith(server, change) {
  return walk(server, (node) =>
    isMapping(node) && isMapping(node.with)
      ? { ...node, with: mapEach(node.with, (value) => (typeof value === 'string' ? change(value) : value)) }
      : node,
  );
}

/** The official form of a reference begins with the server's own namespace. */
function prefixOfServer(server) {
  const { namespace } = server;
  if (typeof namespace !== 'string') return server;
  return mapWith(server, (value) => value.replace(/^(?:rest|tools)\./, `${namespace}.`));
}

/** New names for all namespaces, wherever they are referred to. */
function renameNamespaces(document) {
  const names = new Map();
  inSection(document, 'consumes', ({ namespace, import: imported }) => {
    if (typeof namespace === 'string' && imported === undefined) names.set(namespace, `${namespace}-renamed`);
  });
  if (names.size === 0) return undefined;
  const renamed = (text) => {
    const name = [...names.keys()].find((one) => text === one || text.startsWith(`${one}.`));
    return name === undefined ? text : names.get(name) + text.slice(name.length);
  };
  const keys = new Set(['call', 'targetNamespace']);
  const withCalls = walk(document, (node) => {
    if (!isMapping(node)) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [
        key,
        keys.has(key) && typeof value === 'string' ? renamed(value) : value,
      ]),
    );
  });
  return inSection(withCalls, 'consumes', (consume) =>
    typeof consume.namespace === 'string' ? { ...consume, namespace: renamed(consume.namespace) } : consume,
  );
}

/** Keys of nodes, and items whose order says nothing. */
function reorder(document, { shuffled }) {
  const unordered = new Set(['inputParameters', 'tools', 'binds']);
  return walk(document, (node, key) => {
    if (Array.isArray(node)) return unordered.has(key) && hasDifferentNames(node) ? shuffled(node) : node;
    if (!isMapping(node)) return node;
    const version = Object.entries(node).filter(([name]) => ['naftiko', 'ikanos'].includes(name));
    const others = Object.entries(node).filter(([name]) => !['naftiko', 'ikanos'].includes(name));
    return Object.fromEntries([...version, ...shuffled(others)]);
  });
}

function hasDifferentNames(items) {
  return new Set(items.map((item) => item?.name)).size === items.length;
}

function dropKeys(document, keys) {
  return walk(document, (node) => (isMapping(node) ? withoutKeys(node, keys) : node));
}

function withoutKeys(node, keys) {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !keys.includes(key)));
}
