import { chooseFeatures } from './features.mjs';
import { inventConsume } from './consumed.mjs';
import { exposeRest, exposeTools } from './exposed.mjs';
import { inventBinds } from './surroundings.mjs';
import { nouns, providers, slug } from './words.mjs';

/** A document as the largest cohort has them: each consumed operation exposed once over REST and once as a tool. */
export function inventCohortDocument(random) {
  const { pick, times } = random;
  const { features, pathQuirks } = chooseFeatures(random);
  const provider = pick(providers);
  const namespace = inventNamespace(random, provider, features);
  const consumes = times(1, features.has('several-consumes') ? 3 : 1, (index) =>
    inventConsume(random, {
      namespace: index === 0 ? namespace : `${namespace}-${index + 1}`,
      provider,
      features,
      quirks: pathQuirks,
    }),
  );
  const ports = inventPorts(features);
  const exposes = [
    exposeRest(random, { namespace: `${namespace}-rest`, port: ports[0], consumes, features }),
    exposeTools(random, { namespace: `${namespace}-mcp`, port: ports[1], consumes, features }),
    ...otherServers(features, namespace),
  ];
  const capability = { consumes, ...(!features.has('no-exposes') && { exposes }) };
  if (features.has('empty-sections')) capability[pick(['aggregates', 'binds'])] = pick([null, []]);
  const binds = inventBinds(random, provider.toUpperCase());
  return {
    naftiko: '1.0.0-alpha2',
    info: inventInfo(random, provider, features),
    ...(binds && { binds }),
    ...(features.has('extra-keys') && { 'x-generator': { by: 'hand', at: 1 }, tags: ['x'] }),
    ...(features.has('parts-at-root') ? capability : { capability }),
  };
}

function inventNamespace({ pick }, provider, features) {
  const name = `${slug(provider)}-${slug(pick(nouns))}`;
  return features.has('odd-namespaces')
    ? pick([`openapi:${name}`, `${name}.yml`, `${name}_x`, `A ${name}`, `${name}.v1.0`, '1', 'env', 'rest', 'tools'])
    : name;
}

function inventPorts(features) {
  if (features.has('no-ports')) return [undefined, undefined];
  return features.has('same-ports') ? [8080, 8080] : [8080, 9090];
}

function inventInfo({ pick }, provider, features) {
  const label = `${provider} API — made up`;
  if (features.has('odd-info'))
    return pick([
      undefined,
      null,
      { label: null },
      { label, tags: 'one', created: new Date('2026-05-19') },
      { label, description: 'x'.repeat(20_000) },
      { title: label, version: 1.1 },
      label,
    ]);
  return {
    label,
    description: `${label}. Self-contained; it's "one" surface: of many.`,
    tags: [provider, 'Made up'],
    created: '2026-05-19',
    modified: '2026-05-19',
  };
}

function otherServers(features, namespace) {
  const skill = {
    type: 'skill',
    port: 3003,
    namespace: `${namespace}-skills`,
    description: 'Skills.',
    skills: [{ name: 'ops', description: 'What operators do', tools: [] }],
  };
  const control = { type: 'control', port: 9999, management: { health: true } };
  return [...(features.has('skill') ? [skill] : []), ...(features.has('control') ? [control] : [])];
}
