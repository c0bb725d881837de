import type { Inputs, Json } from '../../../src/index.ts';
import { jobOf, membersOf } from '../inputs.ts';
import { asText, dataOf, isObject, memberAt, memberOf } from '../outcomes.ts';
import { maskSecrets } from '../secrets/mask-secrets.ts';
import type { Upstream } from '../upstream.ts';
import { jobIdOf } from './job-id.ts';
import type { Ledger } from './ledger.ts';
import { lookTwice } from './look-twice.ts';
import type { Start } from './start.ts';
import type { StartKind } from './start-kind.ts';
import type { Verdict } from './verdict.ts';

/** How far two clocks may differ, in milliseconds. */
const tolerance = 120_000;

export interface JobCreationOptions {
  readonly upstream: Upstream;
  readonly ledger: Ledger;
  /** Milliseconds until the absence of a job is believed. */
  readonly settle: number;
}

/** Creating a job, whose id follows from its name: whether it was created is seen by looking for it. */
export function jobCreation({ upstream, ledger, settle }: JobCreationOptions): StartKind {
  return {
    placeOf: (inputs) => `job ${jobOf(inputs).projectId}/${idOf(inputs)}`,
    mark: (inputs) => inputs,
    answerOf: (outcome) => (outcome.kind === 'value' && isObject(dataOf(outcome)) ? outcome.value : undefined),
    // The answer holds the environment as it was sent; a file is no place for that.
    keep: (answer) => maskSecrets(answer, new Set()),
    reconcile: (start, inputs) => lookTwice(() => look(start, inputs), settle),
  };

  async function look(start: Start, inputs: Inputs): Promise<Verdict> {
    const { projectId } = jobOf(inputs);
    const outcome = await upstream.call('get-job', { projectId, jobId: idOf(inputs) });
    if (outcome.kind === 'refused' && outcome.answer.status === 404) return { kind: 'absent' };
    const createdAt = asText(memberOf(outcome, 'data.createdAt'));
    if (outcome.kind !== 'value' || Number.isNaN(Date.parse(createdAt)))
      return { kind: 'unseen', why: 'the job cannot be read just now' };
    // One that was there before is not the one, nor is one that another start created.
    const isAnothers = [...ledger.in(start.place)].some(
      ({ state }) => state.kind === 'done' && memberAt(state.answer, 'data.createdAt') === createdAt,
    );
    return isAnothers || Date.parse(createdAt) < start.at - tolerance
      ? { kind: 'absent' }
      : { kind: 'found', answer: withData(outcome.value), by: 'name' };
  }
}

function idOf(inputs: Inputs): string {
  const { name } = membersOf(inputs);
  return jobIdOf(typeof name === 'string' ? name : '');
}

function withData(answer: Json): Json {
  return isObject(answer) ? { data: answer['data'] ?? {} } : answer;
}
