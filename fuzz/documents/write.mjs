import { dump } from 'js-yaml';

/** Sections whose entries have a name, which is their key in the newer dialects. */
const named = new Set([
  'resources',
  'operations',
  'tools',
  'steps',
  'inputParameters',
  'functions',
  'flows',
  'prompts',
  'arguments',
]);

/**
 * Writes a document.
 *
 * @param origin what stands for `https://api.example.com`.
 * @returns the texts by file name; the document is the first.
 */
export function write(description, origin) {
  const { version, info, binds, bindsInside, consumes, flows, exposes, form, language, imported } = description;
  const calls = consumes.flatMap(({ namespace, resources }) =>
    resources.flatMap(({ operations }) => operations.map(({ name }) => `${namespace}.${name}`)),
  );
  const isNew = version[0] === 'ikanos';
  const spellAll = (entries) => entries.map((entry) => spell(entry, calls, isNew));
  const section = isNew ? 'flows' : 'functions';
  const parts = {
    binds,
    consumes,
    aggregates: flows.length === 0 ? undefined : [{ label: 'Flows', namespace: 'flows', [section]: spellAll(flows) }],
    exposes: exposes.map((server) => spellServer(server, spellAll)),
  };
  const text = (value) =>
    toText(form === 'map' ? asMaps(value) : value, language).replaceAll('https://api.example.com', origin);
  const files = new Map();
  const beside = parts[imported];
  if (beside)
    parts[imported] = beside.map(({ namespace }) => ({
      [isNew ? 'from' : 'location']: `./parts/${imported}.yml`,
      import: namespace,
    }));
  const { binds: ownBinds, ...capability } = parts;
  const head = { [version[0]]: version[1], info };
  files.set(
    'document.yaml',
    text({ ...head, ...(bindsInside ? { capability: parts } : { binds: ownBinds, capability }) }),
  );
  if (beside) files.set(`parts/${imported}.yml`, text({ ...head, [imported]: beside }));
  return files;
}

function spellServer(server, spellAll) {
  if (server.tools) {
    const { tools, resources = [], prompts = [] } = server;
    return { ...server, tools: spellAll(tools), resources: spellAll(resources), prompts: spellAll(prompts) };
  }
  if (!server.resources) return server;
  const resources = server.resources.map(({ operations, ...one }) => ({ ...one, operations: spellAll(operations) }));
  return { ...server, resources };
}

const nameOf = (target, calls) => (target === 0 ? 'api0.nowhere' : calls[target % calls.length]);

/** An entry with what it does, in words. */
function spell({ does, ...entry }, calls, isNew) {
  if (!does) return entry;
  const { kind, target, steps, mappings, ...more } = does;
  return {
    ...entry,
    ...more,
    ...(kind === 'call' && { call: nameOf(target, calls) }),
    ...(steps && { steps: steps.map((step) => spellStep(step, calls)) }),
    ...(mappings && {
      mappings: mappings.map(({ target: to, value }) => ({ [isNew ? 'target' : 'targetName']: to, value })),
    }),
  };
}

function spellStep({ kind, target, ...step }, calls) {
  return { type: kind, ...step, ...(kind === 'call' && { call: nameOf(target, calls) }) };
}

/** Lists of named entries as mappings; the last of two entries of one name stays. */
function asMaps(value) {
  if (Array.isArray(value)) return value.map(asMaps);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (!named.has(key) || !Array.isArray(inner)) return [key, asMaps(inner)];
      return [
        key,
        Object.fromEntries(inner.map(({ name, ...entry }, index) => [String(name ?? `entry${index}`), asMaps(entry)])),
      ];
    }),
  );
}

function toText(value, language) {
  const json = JSON.stringify(value);
  return language === 'json' ? json : dump(JSON.parse(json));
}
