import type { Program } from '../../runtime/compile/program.ts';
import type { Log } from '../../runtime/log.ts';
import type { Running } from '../../runtime/start.ts';
import { isTerminalGone } from '../closed-output.ts';
import { closeUnlessIn, type OpenedDocument } from '../documents/open-documents.ts';
import { reportDocuments } from './report-documents.ts';

export interface ReloadOptions {
  readonly running: Running;
  readonly log: Log;
  readonly json: boolean;
  /** Reads all documents again. */
  readonly open: () => Promise<readonly OpenedDocument[]>;
  /** Those of the documents' programs that are served. */
  readonly programs: (documents: readonly OpenedDocument[]) => readonly Program[];
  readonly current: () => readonly OpenedDocument[];
  /** Takes them as those that are served from now on. */
  readonly use: (documents: readonly OpenedDocument[]) => void;
}

/** On SIGHUP the documents are read again; one that has become unusable is served on as it was. */
export function reloadOnHangUp(options: ReloadOptions): void {
  // One after the other: each goes on from what the one before it came to.
  let last = Promise.resolve();
  process.on('SIGHUP', () => {
    // A terminal that is closed sends the same signal.
    if (isTerminalGone()) process.kill(process.pid, 'SIGTERM');
    else last = last.then(() => reload(options));
  });
}

async function reload({ running, log, json, open, programs, current, use }: ReloadOptions): Promise<void> {
  const before = current();
  let next: readonly OpenedDocument[] = [];
  try {
    next = await open();
    reportDocuments(next, { log, json });
    if (next.every(({ problem }) => problem !== undefined)) return log.error(notReloaded());
    await running.reload(programs(next));
  } catch (error) {
    await closeUnlessIn(before, next);
    return log.error(notReloaded(error));
  }
  use(next);
  await closeUnlessIn(next, before);
  const kept = next.filter(({ opened, problem }) => opened && problem !== undefined).map(({ name }) => name);
  if (kept.length === 0) return log.info('Reloaded.');
  log.warn(`Reloaded, but for ${kept.slice(0, 5).join(', ')}${kept.length > 5 ? ', …' : ''}: still served as before.`);
}

function notReloaded(error?: unknown): string {
  const why = error instanceof Error ? ` ${error.message}` : '';
  return `Not reloaded:${why} The documents as they were are still served.`;
}
