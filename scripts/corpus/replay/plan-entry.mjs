import { resolveCall } from '../document/resolve-call.mjs';
import { readSteps } from '../expect/steps.mjs';
import { wire } from '../expect/wiring.mjs';

/**
 * What an entry must do when it is called: `operation`, the consumed one it calls, or `steps`; neither for one that
 * answers by itself or calls what is not there. And the `wiring`: what can be given, and where it goes.
 */
export function planEntry(entry, { consumed, variables }) {
  if (entry.kind === 'steps') {
    const steps = readSteps(entry, consumed);
    return { steps, wiring: unwired(steps.inputs) };
  }
  const operation = entry.kind === 'call' ? resolveCall(entry.call, consumed, entry) : undefined;
  return operation ? { operation, wiring: wire(entry, operation, variables.bound) } : { wiring: unwired(entry.inputs) };
}

function unwired(inputs) {
  return { inputs: new Map(inputs.map((input) => [input.name, input])), argument: () => undefined };
}
