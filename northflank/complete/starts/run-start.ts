import type { JsonObject } from '../../../src/index.ts';
import { jobOf, membersOf } from '../inputs.ts';
import { isObject, memberAt, memberOf } from '../outcomes.ts';
import { listRunsSince } from '../runs/list-runs.ts';
import type { Upstream } from '../upstream.ts';
import { farthest, findRun } from './find-run.ts';
import { createTurns } from './in-turn.ts';
import type { Ledger } from './ledger.ts';
import { lookTwice } from './look-twice.ts';
import type { Start } from './start.ts';
import type { StartKind } from './start-kind.ts';
import type { Verdict } from './verdict.ts';

export interface RunStartOptions {
  readonly upstream: Upstream;
  readonly ledger: Ledger;
  /** Milliseconds until the absence of a run is believed. */
  readonly settle: number;
  /** Whether runs get a variable with a value of their own. */
  readonly correlate: boolean;
}

/** The variable of a run that has the value it can be found by, where its program writes that to its log. */
export const correlationVariable = 'CAPSTAN_CORRELATION_ID';

/** Starting a run of a job. */
export function runStart({ upstream, ledger, settle, correlate }: RunStartOptions): StartKind {
  const inTurn = createTurns();
  return {
    placeOf: (inputs) => placeOf(jobOf(inputs)),
    mark: (inputs, { correlation }) =>
      correlate ? { ...inputs, body: marked(membersOf(inputs), correlation) } : inputs,
    answerOf(outcome) {
      const id = memberOf(outcome, 'data.id');
      return outcome.kind === 'value' && typeof id === 'string' ? outcome.value : undefined;
    },
    keep: (answer) => answer,
    // One after the other: what one of them finds is none of the next one's.
    reconcile: (start, inputs) => lookTwice(() => inTurn(start.place, () => look(start, jobOf(inputs))), settle),
  };

  async function look(start: Start, job: ReturnType<typeof jobOf>): Promise<Verdict> {
    if (start.state.kind !== 'lost') return { kind: 'unseen', why: 'it is under way' };
    const runs = await listRunsSince(upstream, job, start.at - farthest);
    if (!runs) return { kind: 'unseen', why: 'the runs of the job cannot be listed just now' };
    if (runs === 'too many') return { kind: 'unknown', why: 'the job has had too many runs since', runs: [] };
    // Runs of starts that are under way stand in the list already, and whose they are is known when those are answered.
    const sending = [...ledger.openIn(start.place)].flatMap(({ state }) =>
      state.kind === 'sending' ? [state.answered] : [],
    );
    await Promise.all(sending);
    const found = findRun({ ...start, state: start.state }, ledger.in(start.place), runs);
    if (found === 'absent') return { kind: 'absent' };
    if ('run' in found) return { kind: 'found', answer: answerFor(found.run), by: 'elimination' };
    const proven = correlate ? await findByLog(found.runs, start, job) : undefined;
    if (proven) return { kind: 'found', answer: answerFor(proven), by: 'correlation' };
    return {
      kind: 'unknown',
      why: 'runs began around that time that may have been started by others',
      runs: found.runs.map(({ id }) => id),
    };
  }

  async function findByLog<R extends { readonly id: string }>(
    runs: readonly R[],
    { correlation }: Start,
    job: ReturnType<typeof jobOf>,
  ): Promise<R | undefined> {
    for (const run of runs.slice(0, 10)) {
      const outcome = await upstream.call('get-run-logs', {
        ...job,
        runId: run.id,
        textIncludes: correlation,
        lineLimit: 1,
      });
      const lines = memberOf(outcome, 'data');
      if (Array.isArray(lines) && lines.length > 0) return run;
    }
    return undefined;
  }
}

function placeOf({ projectId, jobId }: ReturnType<typeof jobOf>): string {
  return `runs of ${projectId}/${jobId}`;
}

function marked(body: JsonObject, correlation: string): JsonObject {
  const given = memberAt(body, 'runtimeEnvironment');
  return { ...body, runtimeEnvironment: { ...(isObject(given) && given), [correlationVariable]: correlation } };
}

function answerFor({ id, runName }: { readonly id: string; readonly runName: string }): JsonObject {
  return { data: { id, runName } };
}
