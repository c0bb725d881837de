import { inventCases, isGivable } from '../expect/cases.mjs';
import { compareRequest } from '../expect/compare.mjs';
import { lacksCredential } from '../expect/credentials.mjs';
import { expectRequest } from '../expect/request.mjs';
import { basePathOf } from '../expect/variables.mjs';
import { rightfulRefusals } from '../report/refusals.mjs';

/**
 * Calls one entry with each of its cases.
 *
 * @param plan see `planEntry`. @param open yields `locations` of the inputs and `send(values)`.
 * @returns class with `problems` or `code`; `isAbsent` when nothing is served there.
 */
export async function tryCases(entry, plan, open, run) {
  const { locations, send } = open(plan);
  const unreachable = notDrivable(entry, plan, locations);
  if (unreachable !== undefined) return { class: 'refused', code: unreachable };
  const problems = [];
  const cases = inventCases(entry, plan.wiring, locations, run.seed);
  for (const { title, values } of cases) {
    const outcome = await tryOne(entry, plan, values, send, run);
    if (outcome.isAbsent || outcome.class === 'refused') return outcome;
    for (const problem of outcome.problems) problems.push({ case: title, ...problem });
  }
  return problems.length === 0
    ? { class: 'right', calls: cases.length }
    : { class: 'wrong', calls: cases.length, problems };
}

async function tryOne(entry, plan, values, send, { upstream, variables }) {
  upstream.take();
  if (plan.steps) upstream.answerWith(plan.steps.calls.map(({ answer }) => answer));
  let answer;
  try {
    answer = await send(values);
  } catch (error) {
    return { problems: [{ what: 'call', expected: 'an answer', got: `${error.name}: ${error.message}` }] };
  }
  const sent = upstream.take();
  if (sent.length === 0) {
    if (answer.code === 'unknown-route' || answer.code === 'method-not-allowed') return { isAbsent: true };
    if (answer.code === 'missing-secret' && lacksCredential(plan.operation?.consume.authentication))
      return { class: 'refused', code: answer.code };
    if (rightfulRefusals.has(answer.code)) return { class: 'refused', code: answer.code };
  }
  return { problems: problemsOf(entry, plan, values, { answer, sent, variables }) };
}

function problemsOf(entry, { operation, steps, wiring }, values, { answer, sent, variables }) {
  const told = answer.code === undefined ? '' : `; refused: ${answer.code} ${answer.detail ?? ''}`;
  const got = sent.map(({ method, url }) => `${method} ${url}`);
  if (steps) return stepProblems(steps, sent, told);
  if (!operation) {
    if (entry.kind !== 'mock')
      return [
        { what: 'call', expected: `a refusal, for ${entry.call ?? entry.kind} is not there`, got: [...got, told] },
      ];
    return sent.length === 0 && !answer.code && !answer.isError
      ? []
      : [{ what: 'mock', expected: 'an answer, nothing sent', got: [...got, told] }];
  }
  if (sent.length !== 1)
    return [
      {
        what: 'requests',
        expected: 1,
        got: `${sent.length} ${got.join(', ')}${told}`,
        values: Object.fromEntries(values),
      },
    ];
  const basePath = basePathOf(operation.consume);
  return compareRequest(
    expectRequest({ entry, operation, wiring, variables: variables.values, basePath, values }),
    sent[0],
  );
}

/** Each call that must happen, in order: its method and the shape of its path. */
function stepProblems({ calls, isWhole, missing }, sent, told) {
  if (missing !== undefined) return [{ what: 'steps', expected: `a refusal, for ${missing} is not there`, got: told }];
  const expected = calls.map(({ operation, path }) => `${operation.method} ${path.source}`);
  const got = sent.map(({ method, url }) => `${method} ${url}`);
  const isRight = calls.every(({ operation, path }, index) => {
    const base = basePathOf(operation.consume);
    const one = sent[index];
    return one?.method === operation.method && one.url.startsWith(base) && path.test(one.url.slice(base.length));
  });
  const isComplete = isWhole ? sent.length === calls.length : sent.length >= calls.length;
  return isRight && isComplete ? [] : [{ what: 'steps', expected, got: [...got, told] }];
}

/** Why this script cannot make the call: what it needs cannot be given from outside, or would go out to the network. */
function notDrivable(entry, { operation, wiring }, locations) {
  if (operation?.consume.authentication?.type === 'oauth2') return 'not-driven: consumes oauth2';
  if (entry.authentication?.type === 'oauth2') return 'not-driven: exposes oauth2';
  const stuck = [...wiring.inputs.values()].find((input) => input.required && !isGivable(input, locations));
  return stuck && `not-driven: header ${stuck.name}`;
}
