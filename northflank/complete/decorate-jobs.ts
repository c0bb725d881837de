import type { Decorate, Operation } from '../../src/index.ts';
import type { Decoration, Place } from './decoration.ts';
import { followRuns } from './runs/run-work.ts';
import { runAndWait, waiting } from './runs/waiting.ts';
import { safeStarts } from './safe-starts.ts';
import { checkSchedules } from './schedule/check-schedules.ts';
import { hideSecrets } from './secrets/hide-secrets.ts';
import type { Settings } from './settings.ts';
import type { Ledger } from './starts/ledger.ts';
import { createUpstream } from './upstream.ts';
import { catchMistakes } from './words/catch-mistakes.ts';
import { explainRefusals } from './words/explain-refusals.ts';

/** What the complete document cannot say of its operations, in the order in which it is put around them. */
export function decorateJobs(settings: Settings, ledger: Ledger): Decorate {
  const plain = new Map<string, Operation>();
  const upstream = createUpstream(plain);
  const decorations: readonly Decoration[] = [
    safeStarts(upstream, ledger, settings),
    checkSchedules,
    catchMistakes,
    waiting(upstream),
    runAndWait(upstream),
    followRuns(upstream),
    hideSecrets(settings),
    explainRefusals,
  ];
  return (operation, { exposed }) => {
    if (exposed.flow.kind !== 'call') return operation;
    const calls = exposed.flow.call.name;
    const place: Place = { name: operation.name, calls, face: 'method' in exposed ? 'rest' : 'mcp' };
    if (!plain.has(calls)) plain.set(calls, operation);
    return decorations.reduce((decorated, decorate) => decorate(decorated, place), operation);
  };
}
