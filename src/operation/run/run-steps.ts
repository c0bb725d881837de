import type { ExposedOperation, Step } from '../../capability/model.ts';
import { canceled } from '../../consume/answer/collect.ts';
import { compileCall } from './compile-call.ts';
import { compileMapping } from './map-output.ts';
import type { Outcome } from '../outcome.ts';
import { compileAnswerReader } from './read-answer.ts';
import { knownNames, prepared, type OperationOptions, type Runner } from './runner.ts';
import { compileCallStep, compileLookupStep, type CompiledStep } from './steps.ts';
import { stoppedAt } from './stopped-flow.ts';
import { asJson, createLookup } from './values.ts';

/** Steps one after the other, each with the inputs and the results of those before it; the first that fails ends them. */
export function compileStepRunner(
  exposed: ExposedOperation,
  steps: readonly Step[],
  options: OperationOptions,
): Runner {
  const known = new Set(knownNames(exposed));
  const compiled: CompiledStep[] = [];
  for (const [index, step] of steps.entries()) {
    const lookup = createLookup(new Set(known), options.variables);
    if (step.kind === 'lookup') compiled.push(compileLookupStep(step, lookup));
    else {
      const { call } = step;
      const compiledCall = compileCall(step, options.api(call), options.contract(call), lookup);
      const read = compileAnswerReader(call.answer, 'decoded', options.schemaText(call));
      compiled.push(
        compileCallStep(step, compiledCall, (answer) => read(answer, undefined), {
          maxBytes: options.maxAnswerBytes,
          isLast: index === steps.length - 1,
        }),
      );
    }
    known.add(step.name);
  }
  const lookup = createLookup(known, options.variables);
  const mapping = exposed.output.kind === 'mapped' ? compileMapping(exposed.output.shape) : undefined;
  const first = compiled.find(({ call }) => call)?.call;
  return {
    prepare: (context) => (first ? prepared(first, context) : { request: undefined, origin: '' }),
    async run(inputs, caller) {
      const context: Record<string, unknown> = Object.assign(Object.create(null), inputs);
      let isGone = false;
      caller?.whenGone?.(() => (isGone = true));
      for (const [index, step] of compiled.entries()) {
        const result = isGone ? { ended: canceledFlow } : await step.run(context, caller);
        if ('ended' in result) return stoppedAt(step.written, steps.slice(0, index), result.ended);
        context[step.name] = result.value;
      }
      const results = asJson(context);
      const value = mapping ? mapping(results, (name, inSection) => lookup(context, name, inSection)) : results;
      return { kind: 'value', value, text: JSON.stringify(value) };
    },
  };
}

const canceledFlow: Outcome = { kind: 'failure', failure: canceled };
