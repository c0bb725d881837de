import type { CallContext, Cancel } from '../../src/index.ts';

/** Whether the caller still waits, for work of several calls and pauses. */
export interface CallerGone {
  readonly is: () => boolean;
  /** The context for one of several calls: a caller who goes away takes it along. */
  readonly context: CallContext;
  /** Resolves after so many milliseconds, or as soon as the caller has gone. */
  pause(milliseconds: number): Promise<void>;
}

export function watchCaller(context: CallContext = {}): CallerGone {
  const cancels = new Set<Cancel>();
  let isGone = false;
  context.whenGone?.(() => {
    isGone = true;
    for (const cancel of cancels) cancel();
  });
  const onGone = (cancel: Cancel): void => void (isGone ? cancel() : cancels.add(cancel));
  return {
    is: () => isGone,
    context: { ...context, whenGone: onGone, progress: undefined },
    pause: (milliseconds) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          cancels.delete(end);
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        onGone(end);
      }),
  };
}
