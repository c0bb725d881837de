import { createRandom } from '../random.ts';
import { triesOf, type Try } from '../runs/run-try.ts';
import { runName, type Ending, type Run } from '../runs/run.ts';
import type { Line } from './line.ts';
import type { Window } from './window.ts';

/** What a run has written within a time. The same run writes the same, however often it is asked. */
export function* runLines(run: Run, { from, until }: Window): Generator<Line> {
  for (const each of triesOf(run, from, until)) {
    for (const line of tryLines(run, each)) if (line.at >= from && line.at <= until) yield line;
  }
}

function* tryLines(run: Run, { index, container, seed, starts, ends, ending, begins }: Try): Generator<Line> {
  // Where it would have ended by itself: what ends it earlier cuts off what it would have written.
  const whole = begins + run.tryTime;
  const middle = run.log ?? workLines(seed);
  const texts = [
    `Starting ${runName(run)}, try ${index + 1} of ${run.backoffLimit + 1}`,
    ...middle,
    ...(ending === 'failure' ? failureLines : []),
  ];
  for (const [number, text] of texts.entries()) {
    const at = Math.floor(starts + ((whole - starts) * number) / texts.length);
    if (at < ends) yield { container, text, at };
  }
  if (starts < ends) yield { container, text: lastWords[ending], at: Math.floor(ends) };
}

const lastWords: Readonly<Record<Ending, string>> = {
  success: 'Finished with exit code 0',
  failure: 'Finished with exit code 1',
  deadline: 'Received SIGTERM: the run is over its deadline',
  abort: 'Received SIGTERM: the run was aborted',
  replacement: 'Received SIGTERM: the schedule started another run in its place',
};

const failureLines = [
  'Error: connect ECONNREFUSED 10.0.0.7:5432',
  '    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)',
  '    at async importRows (/app/import.js:41:17)',
];

function workLines(seed: number): readonly string[] {
  const steps = createRandom(seed).between(3, 7);
  return Array.from({ length: steps }, (_, step) => `Working on part ${step + 1} of ${steps}`);
}
