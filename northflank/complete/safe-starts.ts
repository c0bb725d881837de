import type { Operation } from '../../src/index.ts';
import type { Decoration } from './decoration.ts';
import { dryRun } from './dry-run.ts';
import type { Check } from './guard/check.ts';
import { checkJob } from './guard/job-limits.ts';
import { checkRun } from './guard/run-limits.ts';
import { createRunsAtOnce } from './guard/runs-at-once.ts';
import { withinLimits } from './guard/within-limits.ts';
import type { Settings } from './settings.ts';
import { jobCreation } from './starts/job-creation.ts';
import type { Ledger } from './starts/ledger.ts';
import { runStart } from './starts/run-start.ts';
import { startOnce } from './starts/start-once.ts';
import type { Upstream } from './upstream.ts';
import { waitForRate } from './wait-for-rate.ts';

/** Makes what starts, creates or changes something safe to call: once, within the limits, and to be tried first. */
export function safeStarts(upstream: Upstream, ledger: Ledger, settings: Settings): Decoration {
  const { settle, correlate, mostRuns, longestRateWait, safeKeys } = settings;
  const atOnce = mostRuns === undefined ? undefined : createRunsAtOnce(mostRuns, upstream);
  const kinds = new Map([
    ['start-run', runStart({ upstream, ledger, settle, correlate })],
    ...['create-job', 'create-manual-job', 'create-cron-job'].map(
      (name) => [name, jobCreation({ upstream, ledger, settle })] as const,
    ),
  ]);
  const checks = checksOf(settings, upstream);

  return (operation, { calls, face }) => {
    const check = checks.get(calls);
    if (!check) return face === 'mcp' ? waitForRate(operation, longestRateWait) : operation;
    const kind = kinds.get(calls);
    const limited: Operation = withinLimits(
      waitForRate(operation, longestRateWait),
      check,
      kind && calls === 'start-run' ? atOnce : undefined,
    );
    const once = kind ? startOnce(limited, { ledger, action: calls, kind }) : limited;
    return dryRun(once, check, safeKeys);
  };
}

function checksOf(settings: Settings, upstream: Upstream): ReadonlyMap<string, Check> {
  const nested = 'settings.activeDeadlineSeconds';
  const top = 'activeDeadlineSeconds';
  return new Map<string, Check>([
    ['start-run', checkRun(settings, upstream)],
    ...['create-job', 'put-job'].map((name) => [name, checkJob(settings, nested, true)] as const),
    ...['create-manual-job', 'create-cron-job', 'put-manual-job', 'put-cron-job'].map(
      (name) => [name, checkJob(settings, top, true)] as const,
    ),
    ...['update-manual-job', 'update-cron-job', 'update-settings'].map(
      (name) => [name, checkJob(settings, top, false)] as const,
    ),
    ['update-job', checkJob(settings, nested, false)],
  ]);
}
