import type { Settings } from './settings.ts';

/** What holds, and what does not: a limit that was set under a misspelt name is one that is missing here. */
export function settingsInWords({ allowedPlans, mostRuns, longestDeadline, dataFile }: Settings): readonly string[] {
  const plans = allowedPlans ? `plans ${[...allowedPlans].join(', ')}` : 'any plan';
  const runs = mostRuns === undefined ? 'any number of runs at once' : `at most ${mostRuns} runs at once`;
  const length = longestDeadline === undefined ? 'runs of any length' : `runs of at most ${longestDeadline} s`;
  return [
    `allows ${plans}; ${runs}; ${length}`,
    dataFile === undefined
      ? 'forgets what it has started when it stops'
      : `remembers what it has started in ${dataFile}`,
  ];
}
