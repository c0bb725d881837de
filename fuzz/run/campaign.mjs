import * as fc from 'fast-check';
import { surprises } from './surprises.mjs';

/** How long a failing input is made smaller, in milliseconds. */
const shrinkingTime = 60_000;

/**
 * Tries case after case, the subjects in turns, until the time is over or a case fails. Every round has a seed of its own,
 * so that a failing one can be run again without those before it.
 *
 * @param subjects `{kind, arbitrary, runs, check(input), show(input)}`: `check` throws where something is wrong.
 * @returns whether every case passed.
 */
export async function campaign(subjects, { minutes, seed, watchdog }) {
  const end = Date.now() + minutes * 60_000;
  const cases = new Map(subjects.map(({ kind }) => [kind, 0]));
  for (let round = 0; Date.now() < end; round++) {
    for (const subject of subjects) {
      const name = round === 0 ? seed : `${seed}+${round}`;
      const again = `npm run fuzz -- --only ${subject.kind} --seed "${name}"`;
      const result = await fc.check(propertyOf(subject, watchdog, again), {
        seed: numberOf(name),
        numRuns: subject.runs,
        interruptAfterTimeLimit: shrinkingTime,
      });
      cases.set(subject.kind, cases.get(subject.kind) + result.numRuns);
      if (result.failed) {
        printFailure(subject, result, again);
        return false;
      }
    }
  }
  console.log(`Passed: ${[...cases].map(([kind, count]) => `${count} cases of ${kind}`).join(', ')}.`);
  return true;
}

function propertyOf(subject, watchdog, again) {
  return fc.asyncProperty(subject.arbitrary, async (input) => {
    watchdog.begin(`${again}\n${subject.show(input)}`);
    try {
      await subject.check(input);
    } finally {
      watchdog.end();
    }
    const [surprise] = surprises.splice(0);
    if (surprise !== undefined) throw surprise;
  });
}

function printFailure({ kind, show }, { counterexample, errorInstance, numShrinks }, again) {
  console.log(`\nFailed: ${kind}, made smaller ${numShrinks} times. Run it again with\n  ${again}\n`);
  if (counterexample) console.log(`${show(counterexample[0])}\n`);
  console.log(errorInstance);
}

/** FNV-1a, as a signed number of 32 bits. */
function numberOf(text) {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0), 16777619);
  return hash | 0;
}
