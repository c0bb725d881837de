import type { Call, Flow } from './model.ts';

/** The calls of a flow, in order. */
export function callsOf(flow: Flow): readonly Call[] {
  if (flow.kind === 'call') return [flow];
  return flow.kind === 'steps' ? flow.steps.filter((step) => step.kind === 'call') : [];
}
