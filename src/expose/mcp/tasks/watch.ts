import type { Task } from './tasks.ts';

/** Looks at tasks for a client that listens instead of asking. */
export interface Watch {
  stop(): void;
}

/**
 * Tells of each change of a task's state until it has come to its end, looking as often as its source says is worth it.
 *
 * @param tell gets the task as `tasks/get` shows it, as members of a JSON object.
 */
export function watchTask(task: Task, tell: (members: string) => void): Watch {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let last = '';
  const look = async (): Promise<void> => {
    // What keeps a look from being had keeps a client from hearing of it, no more: it can still ask.
    const view = await task.look().catch(() => undefined);
    if (isStopped || !view) return;
    const told = view.text.replace(timestamp, '');
    if (told !== last) tell(view.text);
    last = told;
    if (view.status !== 'working' && view.status !== 'input_required') return;
    timer = setTimeout(() => void look(), view.pause);
    timer.unref();
  };
  void look();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** The time of the look is no change. */
const timestamp = /"lastUpdatedAt":"[^"]*",/;
