import type { Inputs, Json } from '../../../src/index.ts';
import { jobOf, membersOf, textOf } from '../inputs.ts';
import { asText, dataOf, isObject, memberOf } from '../outcomes.ts';
import { maskSecrets } from '../secrets/mask-secrets.ts';
import type { Upstream } from '../upstream.ts';
import { jobIdOf } from './job-id.ts';
import type { Start } from './start.ts';
import type { StartKind } from './start-kind.ts';
import type { Verdict } from './verdict.ts';

/** How far two clocks may differ, in milliseconds. */
const tolerance = 120_000;

/** Creating a job, whose id follows from its name: whether it was created is seen by looking for it. */
export function jobCreation(upstream: Upstream, settle: number): StartKind {
  return {
    placeOf: ({ projectId }) => textOf({ projectId }, 'projectId') ?? '',
    mark: (inputs) => inputs,
    answerOf: (outcome) => (outcome.kind === 'value' && isObject(dataOf(outcome)) ? outcome.value : undefined),
    // The answer holds the environment as it was sent; a file is no place for that.
    keep: (answer) => maskSecrets(answer, new Set()),
    async reconcile(start, inputs) {
      const first = await look(start, inputs);
      if (first.kind !== 'absent') return first;
      await new Promise((resolve) => setTimeout(resolve, settle));
      return look(start, inputs);
    },
  };

  async function look(start: Start, inputs: Inputs): Promise<Verdict> {
    const { name } = membersOf(inputs);
    const { projectId } = jobOf(inputs);
    const outcome = await upstream.call('get-job', { projectId, jobId: jobIdOf(typeof name === 'string' ? name : '') });
    if (outcome.kind === 'refused' && outcome.answer.status === 404) return { kind: 'absent' };
    const created = Date.parse(asText(memberOf(outcome, 'data.createdAt')));
    if (outcome.kind !== 'value' || Number.isNaN(created)) return unknown('the job cannot be read just now');
    // One that was there before is not the one.
    return created >= start.at - tolerance
      ? { kind: 'found', answer: withData(outcome.value), by: 'name' }
      : { kind: 'absent' };
  }
}

function withData(answer: Json): Json {
  return isObject(answer) ? { data: answer['data'] ?? {} } : answer;
}

function unknown(why: string): Verdict {
  return { kind: 'unknown', why, runs: [] };
}
