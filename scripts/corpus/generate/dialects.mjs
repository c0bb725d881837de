/** Writes a document of the list form (1.0.0-alpha2) in another dialect. */
export function inDialect(document, dialect) {
  switch (dialect) {
    case '0.4':
      return toOldest(document);
    case '0.5':
    case '1.0.0-alpha1':
      return { ...document, naftiko: dialect };
    case '1.0.0-alpha2':
      return document;
    default:
      return toMaps(document, dialect);
  }
}

export const dialects = [
  '0.4',
  '0.5',
  '1.0.0-alpha1',
  '1.0.0-alpha2',
  '1.0.0-alpha2',
  '1.0.0-alpha2',
  '1.0.0-alpha3',
  '1.0.0-alpha4',
  '1.0.0-beta1',
  '1.0.0-beta5',
  '1.0.0-beta9',
  '2',
];

/** REST is called `api`, and secrets come from external references. */
function toOldest({ binds = [], capability = {}, ...document }) {
  const references = binds.map(({ namespace, keys }) => ({
    name: namespace,
    type: 'environment',
    resolution: 'runtime',
    keys,
  }));
  const exposes = capability.exposes?.map((server) => (server.type === 'rest' ? { ...server, type: 'api' } : server));
  return {
    ...document,
    naftiko: '0.4',
    ...(references.length > 0 && { externalRefs: references }),
    capability: { ...capability, ...(exposes && { exposes }) },
  };
}

/** Sections whose items are written under their names; a consumed operation's outputs too. */
const named = new Set(['resources', 'operations', 'tools', 'inputParameters', 'steps', 'skills']);
const renamed = { functions: 'flows', targetName: 'target', label: 'display' };

function toMaps({ naftiko, ...document }, dialect) {
  if (naftiko === undefined) return document;
  return { ikanos: dialect, ...convert(document, { isConsumed: false }) };
}

function convert(value, place) {
  if (Array.isArray(value)) return value.map((item) => convert(item, place));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (['with', 'body', 'hints', 'keys', 'authentication', 'properties'].includes(key)) return [key, member];
      const isConsumed = place.isConsumed || key === 'consumes';
      const isMap =
        named.has(key) ||
        key === 'functions' ||
        (key === 'outputParameters' && (isConsumed || value.steps !== undefined || isMock(value)));
      const converted = convert(member, { isConsumed });
      return [renamed[key] ?? key, isMap && canBeMap(converted) ? asMap(converted) : converted];
    }),
  );
}

const isMock = ({ call, steps, ref, outputParameters }) =>
  call === undefined && steps === undefined && ref === undefined && outputParameters?.[0]?.name !== undefined;

/** A list whose items have no names, or the same, can only stay one. */
function canBeMap(list) {
  if (!Array.isArray(list)) return false;
  const names = list.map((item) => item?.name);
  return names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
}

function asMap(list) {
  return Object.fromEntries(list.map(({ name, ...rest }) => [name, rest]));
}
