import { inventShape } from './outputs.mjs';

/**
 * A document as the specification's own examples have them: declared inputs, mapped answers, steps, lookups, aggregates
 * that are referred to, mocks.
 */
export function inventOfficialDocument(random) {
  const { chance, pick } = random;
  const tokens = { token: '{{REGISTRY_TOKEN}}', caller: '{{CALLER_TOKEN}}' };
  const guard = chance(0.4) ? { authentication: { type: 'bearer', token: tokens.caller } } : {};
  const namespaces = { rest: pick(['yard-api', 'rest', 'yard.api']), tools: pick(['yard-tools', 'tools', 'yard_mcp']) };
  const flow = inventFlow(random, ['yard-flows', '']);
  const entries = ['ships', 'ship', 'build', 'crewed', 'flow', 'mock', 'twice'].filter(() => chance(0.7));
  const aggregate = {
    label: 'Yard flows',
    namespace: 'yard-flows',
    functions: [
      {
        name: 'crewed-ship',
        description: 'A ship and its crew',
        semantics: { safe: true, idempotent: true },
        inputParameters: [{ name: 'imo', type: 'string', required: true, description: 'The number' }],
        ...flow,
      },
    ],
  };
  const make = (face, name) => inventEntry(random, face, namespaces[face], name);
  return {
    naftiko: '1.0.0-alpha2',
    info: { label: 'Yard', description: 'A made-up yard' },
    binds: [
      {
        namespace: 'registry-env',
        keys: { REGISTRY_TOKEN: 'registry-token', REGISTRY_VERSION: 'registry-version', CALLER_TOKEN: 'caller-token' },
      },
    ],
    capability: {
      consumes: [inventRegistry(random, tokens)],
      aggregates: [aggregate],
      exposes: [
        {
          type: 'mcp',
          address: '0.0.0.0',
          port: 3001,
          namespace: namespaces.tools,
          description: 'Tools of the yard',
          ...guard,
          tools: [
            ...entries.map((name) => make('tools', name)),
            ...(chance(0.5)
              ? [{ name: 'by-reference', description: 'By reference', ref: 'yard-flows.crewed-ship' }]
              : []),
          ],
        },
        {
          type: 'rest',
          port: 3002,
          namespace: namespaces.rest,
          ...guard,
          resources: entries.map((name) => ({ name, path: entryPath(name), operations: [make('rest', name)] })),
        },
      ],
    },
  };
}

function inventRegistry({ chance }, { token }) {
  const versioned = { name: 'Registry-Version', in: 'header', value: '{{REGISTRY_VERSION}}' };
  const projected = chance(0.5)
    ? {
        outputParameters: [
          { name: 'imo_number', type: 'string', value: '$.imo' },
          { name: 'captain', type: 'string', value: '$.crew.captain' },
          { name: 'hands', type: 'array', value: '$.crew.hands' },
        ],
      }
    : {};
  return {
    type: 'http',
    namespace: 'registry',
    baseUri: 'https://registry.example.com/v2',
    authentication: { type: 'bearer', token },
    ...(chance(0.5) && { inputParameters: [versioned] }),
    resources: [
      {
        name: 'ships',
        path: '/ships',
        operations: [
          {
            name: 'list-ships',
            method: 'GET',
            inputParameters: [
              { name: 'status', in: 'query' },
              { name: 'limit', in: 'query' },
            ],
          },
          {
            name: 'build-ship',
            method: 'POST',
            inputParameters: [
              { name: 'name', in: 'body', type: 'string' },
              { name: 'length', in: 'body', type: 'number' },
            ],
          },
        ],
      },
      {
        name: 'ship',
        path: chance(0.5) ? '/ships/{imo_number}' : '/ships/{{imo_number}}',
        operations: [
          { name: 'get-ship', method: 'GET', inputParameters: [{ name: 'imo_number', in: 'path' }], ...projected },
        ],
      },
      {
        name: 'crew',
        path: '/crew',
        operations: [{ name: 'list-crew', method: 'GET', inputParameters: [{ name: 'ship', in: 'query' }] }],
      },
      {
        name: 'voyages',
        path: '/voyages',
        operations: [
          {
            name: 'plan',
            method: 'POST',
            inputParameters: [
              { name: 'captain', in: 'body' },
              { name: 'ship', in: 'body' },
              { name: 'note', in: 'body' },
            ],
            body: { type: 'json', data: { captain: '{{captain}}', ship: { imo: '{{ship}}' }, note: 'Of {{note}}' } },
          },
        ],
      },
    ],
  };
}

const entryPath = (name) =>
  ({ ship: '/ships/{imo}', crewed: '/ships/{imo}/crew', flow: '/ships/{imo}/flow', twice: '/voyages/{imo}' })[name] ??
  `/${name}`;

function inventEntry(random, face, namespace, name) {
  const { pick, chance } = random;
  const reference = (input) => pick([`${namespace}.${input}`, `{{${input}}}`, `${face}.${input}`]);
  const input = (one, place, more = {}) => ({
    name: one,
    ...(face === 'rest' && { in: place }),
    type: 'string',
    description: `The ${one}`,
    ...more,
  });
  const imo = input('imo', 'path', { required: true });
  const head =
    face === 'rest'
      ? { method: ['build', 'twice'].includes(name) ? 'POST' : 'GET', name }
      : { name: `${name}-tool`, description: `What ${name} does` };
  switch (name) {
    case 'ships':
      return {
        ...head,
        inputParameters: [input('status', 'query', { required: false })],
        call: 'registry.list-ships',
        with: { status: reference('status'), limit: pick([5, '5', 'five']) },
        outputParameters: [inventShape(random)],
      };
    case 'ship':
      return {
        ...head,
        inputParameters: [imo],
        call: 'registry.get-ship',
        with: { imo_number: reference('imo') },
        outputParameters: [inventShape(random)],
      };
    case 'build':
      return {
        ...head,
        inputParameters: [input('name', 'body'), input('length', 'body', { type: 'number', required: false })],
        call: 'registry.build-ship',
        with: { name: reference('name'), length: reference('length') },
        ...(chance(0.5) && { outputParameters: [inventShape(random)] }),
      };
    case 'mock':
      return {
        ...head,
        inputParameters: [input('who', 'query', { required: true })],
        outputParameters: [
          { name: 'greeting', type: 'string', value: 'Hello {{who}}' },
          { name: 'count', type: 'number', value: '3' },
          { name: 'inner', type: 'object', properties: { fixed: { type: 'string', value: 'yes' } } },
        ],
      };
    case 'twice':
      return { ...head, inputParameters: [imo], ...inventChain(random, [namespace, `${namespace}.`]) };
    default:
      return { ...head, inputParameters: [imo], ...inventFlow(random, [namespace, `${namespace}.`]) };
  }
}

/** A ship, the crew, and the ship's hands among it. */
function inventFlow({ chance, pick }, [namespace]) {
  const steps = [
    {
      name: 'get-ship',
      type: 'call',
      call: 'registry.get-ship',
      with: { imo_number: pick(['{{imo}}', `${namespace}.imo`, 'imo-{{imo}}']) },
    },
    {
      name: 'list-crew',
      type: 'call',
      call: 'registry.list-crew',
      ...(chance(0.5) && { with: { ship: pick(['{{get-ship.imo_number}}', '$.get-ship.imo_number']) } }),
    },
    {
      name: 'resolve-crew',
      type: 'lookup',
      index: 'list-crew',
      match: 'crewId',
      lookupValue: pick(['$.get-ship.hands', '$.get-ship.captain', '{{get-ship.captain}}']),
      outputParameters: ['fullName', 'role'],
    },
  ];
  const mappings = [
    { targetName: 'imo', value: '$.get-ship.imo_number' },
    { targetName: 'lead.captain', value: '$.get-ship.captain' },
    { targetName: 'lead.first', value: '$.list-crew[0].fullName' },
    { targetName: 'crew', value: '$.resolve-crew' },
    { targetName: 'none', value: '$.get-ship.nowhere' },
  ].filter(() => chance(0.85));
  if (chance(0.15)) return { steps };
  const outputParameters = [
    { name: 'imo', type: pick(['string', 'number']) },
    {
      name: 'crew',
      type: 'array',
      items: [
        { name: 'fullName', type: 'string' },
        { name: 'role', type: 'string' },
      ],
    },
  ];
  return {
    steps,
    mappings: mappings.length > 0 ? mappings : [{ targetName: 'imo', value: '$.get-ship.imo_number' }],
    ...(chance(0.7) && { outputParameters }),
  };
}

/** A ship, and a voyage of it; the second call needs the first one's answer in its body. */
function inventChain({ pick, chance }, [namespace]) {
  const steps = [
    {
      name: 'ship',
      type: 'call',
      call: 'registry.get-ship',
      with: { imo_number: pick(['{{imo}}', `${namespace}.imo`]) },
    },
    {
      name: 'voyage',
      ...(chance(0.8) && { type: 'call' }),
      call: 'registry.plan',
      with: {
        captain: pick(['$.ship.captain', '{{ship.captain}}', 'ship.captain']),
        ship: pick(['{{ship.imo_number}}', '{{imo}}']),
        note: pick(['{{imo}} of {{ship.captain}}', 'fixed', 7]),
      },
    },
  ];
  return {
    steps,
    ...(chance(0.5) && {
      mappings: [
        { targetName: 'id', value: '$.voyage.id' },
        { targetName: 'captain', value: '$.ship.captain' },
      ],
    }),
  };
}
