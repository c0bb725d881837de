import { asText, isObject, memberOf } from '../outcomes.ts';
import type { Upstream } from '../upstream.ts';
import type { RunName } from './ending.ts';

/** Hands on the lines of a run's log as they are written, each once, whenever it is asked to look. */
export function followLog(upstream: Upstream, name: RunName, write: (line: string) => void): () => Promise<void> {
  const seen = new Set<string>();
  return async () => {
    // Lines of one moment may come late, so that a time to go on from would lose some.
    const outcome = await upstream.call('get-run-logs', { ...name, lineLimit: 500 });
    const lines = memberOf(outcome, 'data');
    if (!Array.isArray(lines)) return;
    for (const line of lines.filter(isObject).toReversed()) {
      const { ts, containerId, log } = line;
      const mark = JSON.stringify([ts, containerId, log]);
      if (seen.has(mark)) continue;
      seen.add(mark);
      write(asText(log));
    }
  };
}
