import type { CallContext, Inputs, Json, Operation, Outcome } from '../../../src/index.ts';
import { withRun } from '../decoration.ts';
import { bodyOf, jobOf, textOf } from '../inputs.ts';
import { failed, valueOf } from '../outcomes.ts';
import { afterOthers } from './after-others.ts';
import { keyReused, malformedKey, notDone, notRemembered, stillUnknown } from './failures.ts';
import { fingerprint } from './fingerprint.ts';
import { isLost } from './is-lost.ts';
import { retryWindow, type Ledger, type NewStart } from './ledger.ts';
import type { Start } from './start.ts';
import type { StartKind } from './start-kind.ts';
import type { Verdict } from './verdict.ts';

export interface StartOnceOptions {
  readonly ledger: Ledger;
  /** What is done, by whichever operation. */
  readonly action: string;
  readonly kind: StartKind;
}

/** Over a connection that has broken once, an answer may be lost on its way; so long it is kept for one more repeat, in milliseconds. */
const nextRepeat = 2000;

/**
 * An operation that starts something, so that it starts it once. A request with a key is done once for the key, and a
 * repeat gets the first answer. A request without one is new, but for one case: the same request of a caller whose
 * connection broke before it had its answer is taken for the repeat it is. A lost answer is looked for, and nothing is
 * sent a second time before that.
 */
export function startOnce(operation: Operation, { ledger, action, kind }: StartOnceOptions): Operation {
  return withRun(operation, async (inputs, context = {}) => {
    const key = textOf(inputs, 'Idempotency-Key', 'idempotency_key');
    if (key !== undefined && !/^[\u0021-\u007e]{1,255}$/.test(key)) return failed(malformedKey);
    return once(describe(action, kind, inputs, context, key), inputs, context);
  });

  async function once(wanted: NewStart, inputs: Inputs, context: CallContext): Promise<Outcome> {
    const start = wanted.id === undefined ? ledger.openFor(wanted.identity) : ledger.find(wanted.id);
    if (!start) return first(wanted, inputs, context);
    if (start.identity !== wanted.identity) return failed(keyReused);
    start.openUntil = Date.now() + nextRepeat;
    watch(start, context);
    if (start.pending) return start.pending;
    if (start.state.kind === 'done') return replayed(start.state.answer);
    const outcome = await lookFor(start, inputs);
    // It did not take effect, and this is the request to do it; unless another repeat has begun that meanwhile.
    return outcome.kind === 'failure' && outcome.failure === notDone ? once(wanted, inputs, context) : outcome;
  }

  /** Whoever is not there for the answer may ask for it again. */
  function watch(start: Start, context: CallContext): void {
    context.whenGone?.(() => (start.openUntil = Date.now() + retryWindow));
  }

  function first(wanted: NewStart, inputs: Inputs, context: CallContext): Promise<Outcome> {
    const start = ledger.add(wanted);
    watch(start, context);
    const lookForIt = (lost: Start): Promise<Outcome> => lookFor(lost, inputs);
    return whilePending(start, () =>
      afterOthers(start, { ledger, lookFor: lookForIt }, () => send(start, inputs, context)),
    );
  }

  async function send(start: Start, inputs: Inputs, context: CallContext): Promise<Outcome> {
    let isAnswered = (): void => undefined;
    try {
      await ledger.begin(start, new Promise<void>((resolve) => (isAnswered = resolve)));
    } catch {
      await ledger.drop(start);
      isAnswered();
      return failed(notRemembered);
    }
    // The work is to be done even if its caller goes away meanwhile: it could not be told that it was not.
    const outcome = await operation.run(kind.mark(inputs, start), { ...context, whenGone: undefined });
    const answer = kind.answerOf(outcome);
    const lost = answer === undefined && isLost(outcome);
    if (lost) await ledger.lose(start);
    else if (answer === undefined) await ledger.drop(start);
    else await ledger.answer(start, answer, { kept: kind.keep(answer), answeredAt: Date.now() });
    isAnswered();
    return lost ? settle(start, await kind.reconcile(start, inputs)) : outcome;
  }

  function lookFor(start: Start, inputs: Inputs): Promise<Outcome> {
    return whilePending(start, async () => settle(start, await kind.reconcile(start, inputs)));
  }

  async function settle(start: Start, verdict: Verdict): Promise<Outcome> {
    switch (verdict.kind) {
      case 'found':
        await ledger.answer(start, verdict.answer, { kept: kind.keep(verdict.answer) });
        return valueOf(verdict.answer, { headers: { 'capstan-reconciled': verdict.by } });
      case 'absent':
        await ledger.drop(start);
        return failed(notDone);
      case 'unseen':
        return failed(stillUnknown(verdict.why, []));
      case 'unknown':
        ledger.leave(start, verdict.runs);
        return failed(stillUnknown(verdict.why, verdict.runs));
    }
  }
}

function describe(
  action: string,
  kind: StartKind,
  inputs: Inputs,
  { caller }: CallContext,
  key: string | undefined,
): NewStart {
  const { projectId, jobId } = jobOf(inputs);
  const asked = fingerprint([action, projectId, jobId, bodyOf(inputs) ?? {}]);
  const whose = caller?.id ?? '';
  return {
    id: key === undefined ? undefined : fingerprint([whose, action, key]),
    fingerprint: asked,
    identity: fingerprint([whose, asked]),
    place: kind.placeOf(inputs),
  };
}

async function whilePending(start: Start, work: () => Promise<Outcome>): Promise<Outcome> {
  start.pending = work();
  try {
    return await start.pending;
  } finally {
    start.pending = undefined;
  }
}

function replayed(answer: Json): Outcome {
  return valueOf(answer, { headers: { 'idempotency-replayed': 'true' } });
}
