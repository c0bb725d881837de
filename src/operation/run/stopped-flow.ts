import type { Step } from '../../capability/model.ts';
import type { StoppedFlow } from '../../problem/failure.ts';
import type { Outcome } from '../outcome.ts';

/** Methods that change nothing (RFC 9110 §9.2.1). */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Says of an outcome that ends a flow early which step it is of, and which ones before it took effect. */
export function stoppedAt(step: Step, before: readonly Step[], outcome: Outcome): Outcome {
  const done = before.filter((one) => one.kind === 'call' && !safeMethods.has(one.call.method));
  const stopped: StoppedFlow = { step: step.name, done: done.map(({ name }) => name) };
  if (outcome.kind === 'refused') return { ...outcome, stopped };
  if (outcome.kind !== 'failure') return outcome;
  const { failure } = outcome;
  // All of the flow would be repeated, and with it what took effect.
  const retry = failure.retry === 'safe' && done.length > 0 ? 'check-first' : failure.retry;
  return {
    kind: 'failure',
    failure: { ...failure, detail: `${failure.detail} ${stopInWords(stopped)}`, retry, stopped },
  };
}

/** A sentence for people. */
export function stopInWords({ step, done }: StoppedFlow): string {
  const where = `That was step \`${step}\` of several`;
  if (done.length === 0) return `${where}; those before it changed nothing.`;
  const names = done.map((name) => `\`${name}\``).join(' and ');
  return `${where}. Before it ${names} took effect, which is not undone; calling again would repeat it.`;
}
