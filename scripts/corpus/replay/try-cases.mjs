import { checkValue, expectAnswer, expectMock } from '../expect/answers.mjs';
import { inventCases, isCredential, isGivable } from '../expect/cases.mjs';
import { compareRequest } from '../expect/compare.mjs';
import { lacksCredential } from '../expect/credentials.mjs';
import { expectRequest } from '../expect/request.mjs';
import { runSteps } from '../expect/steps.mjs';
import { basePathOf } from '../expect/variables.mjs';
import { createChance } from '../generate/chance.mjs';
import { rightfulRefusals } from '../report/refusals.mjs';

/** What is said of a path or method that nothing is served at. */
const absent = new Set(['unknown-route', 'method-not-allowed', 'status-404', 'status-405']);

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

async function tryOne(entry, plan, values, send, run) {
  const { upstream } = run;
  upstream.take();
  const expected = expectation(entry, plan, values, run);
  upstream.answerWith(expected.payloads);
  let answer;
  try {
    answer = await send(values);
  } catch (error) {
    return { problems: [{ what: 'call', expected: 'an answer', got: `${error.name}: ${error.message}` }] };
  }
  const sent = upstream.take();
  if (sent.length === 0) {
    if (absent.has(answer.code)) return { isAbsent: true };
    if (
      ['missing-secret', 'status-503'].includes(answer.code) &&
      lacksCredential(plan.operation?.consume.authentication)
    )
      return { class: 'refused', code: answer.code };
    if (rightfulRefusals.has(answer.code)) return { class: 'refused', code: answer.code };
  }
  return { problems: expected.check(sent, answer) };
}

/** What the upstream answers, and how what is sent and answered is checked. */
function expectation(entry, { operation, steps, wiring }, values, { variables, consumed, seed }) {
  const random = createChance(`${seed} ${entry.name} answer`);
  if (steps) return stepExpectation(entry, steps, values, { variables, consumed, random });
  if (!operation) return { payloads: [], check: (sent, answer) => silentProblems(entry, values, sent, answer) };
  const basePath = basePathOf(operation.consume);
  const { payload, check } = expectAnswer(entry, operation, values, random);
  const expected = expectRequest({ entry, operation, wiring, variables: variables.values, basePath, values });
  return {
    payloads: [payload],
    check(sent, answer) {
      if (sent.length !== 1) return [wrongCount(1, sent, answer, values)];
      return [...compareRequest(expected, sent[0]), ...check(answer)];
    },
  };
}

/** Steps: each request in full, in order, and the answer. */
function stepExpectation(entry, { missing }, values, { variables, consumed, random }) {
  if (missing !== undefined) {
    const what = { what: 'steps', expected: `a refusal, for ${missing} is not there` };
    return { payloads: [], check: (_, answer) => [{ ...what, got: told(answer) }] };
  }
  const { calls, isWhole, answer: result } = runSteps(entry, consumed, { values, variables: variables.values, random });
  return {
    payloads: calls.map(({ payload }) => payload),
    check(sent, answer) {
      if (isWhole ? sent.length !== calls.length : sent.length < calls.length)
        return [wrongCount(calls.length, sent, answer, values)];
      const requests = calls.flatMap(({ expected }, index) => compareRequest(expected, sent[index]));
      return [
        ...requests,
        ...(result === undefined
          ? []
          : checkValue(
              result,
              answer,
              calls.map(({ payload }) => payload),
            )),
      ];
    },
  };
}

/** An entry that calls nothing: it answers by itself, or should not be there. */
function silentProblems(entry, values, sent, answer) {
  const got = [...sent.map(shown), told(answer)];
  if (entry.kind !== 'mock')
    return [{ what: 'call', expected: `a refusal, for ${entry.call ?? entry.kind} is not there`, got }];
  if (sent.length > 0 || answer.code || answer.isError)
    return [{ what: 'mock', expected: 'an answer, nothing sent', got }];
  const expected = expectMock(entry, values);
  return expected === undefined ? [] : checkValue(expected, answer);
}

function wrongCount(expected, sent, answer, values) {
  const got = `${sent.length} ${sent.map(shown).join(', ')}${told(answer)}`;
  return { what: 'requests', expected, got, values: Object.fromEntries(values) };
}

function told({ code, detail }) {
  return code === undefined ? '' : `; refused: ${code} ${detail ?? ''}`;
}

function shown({ method, url }) {
  return `${method} ${url}`;
}

/** Why this script cannot make the call: what it needs cannot be given from outside, or would go out to the network. */
function notDrivable(entry, { operation, wiring }, locations) {
  if (operation?.consume.authentication?.type === 'oauth2') return 'not-driven: consumes oauth2';
  if (entry.authentication?.type === 'oauth2') return 'not-driven: exposes oauth2';
  const isStuck = (input) => input.required && (!isGivable(input, locations) || isCredential(input, locations, entry));
  const stuck = [...wiring.inputs.values()].find(isStuck);
  return stuck && `not-driven: header ${stuck.name}`;
}
