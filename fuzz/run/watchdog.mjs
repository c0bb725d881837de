import { Worker } from 'node:worker_threads';

/**
 * Sees to cases that hang, also those that keep the whole process busy: it prints them from a thread of its own and ends
 * the process.
 */
export function startWatchdog() {
  const worker = new Worker(new URL('watchdog-thread.mjs', import.meta.url));
  // Of threads there is no origin to name, as there is of windows.
  /* oxlint-disable unicorn/require-post-message-target-origin */
  return {
    begin: (what) => worker.postMessage(what),
    end: () => worker.postMessage(undefined),
    stop: () => worker.terminate(),
  };
}
