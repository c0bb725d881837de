import type { ExposedOperation } from '../../capability/model.ts';
import type { Variables } from '../../consume/variables.ts';
import { compileMapping } from './map-output.ts';
import { knownNames, type Runner } from './runner.ts';
import { createLookup } from './values.ts';

/** Nothing is called: the constants of the output are the answer. */
export function compileMock(exposed: ExposedOperation, variables: Variables): Runner {
  const lookup = createLookup(knownNames(exposed), variables);
  const mapping = exposed.output.kind === 'mapped' ? compileMapping(exposed.output.shape) : undefined;
  return {
    prepare: () => ({ request: undefined, origin: '' }),
    run(context) {
      const value = mapping ? mapping({}, (name, inSection) => lookup(context, name, inSection)) : {};
      return { kind: 'value', value, text: JSON.stringify(value) };
    },
  };
}
