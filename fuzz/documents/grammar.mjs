import * as fc from 'fast-check';
import { consumes } from './consumed.mjs';
import { exposes, flow } from './exposed.mjs';

const versions = [
  ['naftiko', '1.0.0-alpha2'],
  ['naftiko', '0.4'],
  ['naftiko', '0.5'],
  ['naftiko', '1.0.0-alpha1'],
  ['ikanos', '1.0.0-alpha3'],
  ['ikanos', '1.0.0-beta5'],
  ['ikanos', '9.9'],
  ['naftiko', null],
  ['naftiko', 0.5],
  ['ikanos', {}],
];

const binds = [
  undefined,
  [{ namespace: 'keys', keys: { SECRET: 'SECRET', VARIABLE: 'VARIABLE' } }],
  [{ namespace: 'keys', location: 'file:///./keys.yaml', keys: { SECRET: 'SECRET', VARIABLE: 'VARIABLE' } }],
  [{ namespace: 'keys', location: 'file:///../keys.yaml', keys: { OTHER: 'OTHER' } }],
  [{ namespace: 'keys', location: 'vault://keys', keys: ['SECRET'] }],
  [{ keys: 7 }, { namespace: '__proto__', keys: { __proto__: 'a', constructor: 'b' } }],
];

/** What a document says, in no form yet; how it is written, see `write`. */
export const description = fc.record({
  version: fc.constantFrom(...versions),
  info: fc.constantFrom({ label: 'Things', description: 'About things' }, { display: 'Things' }, undefined, 7, {
    label: '',
  }),
  binds: fc.constantFrom(...binds),
  bindsInside: fc.boolean(),
  consumes,
  flows: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(flow, { maxLength: 2 })),
  exposes,
  form: fc.constantFrom('list', 'map'),
  language: fc.constantFrom('json', 'yaml'),
  imported: fc.constantFrom('', '', '', 'consumes', 'exposes', 'aggregates', 'binds'),
});
