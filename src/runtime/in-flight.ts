import type { RequestListener } from 'node:http';

/** A request handler that knows how many of its requests are still under way. */
export interface InFlight {
  readonly handle: RequestListener;
  /** Resolves once none is, or after `grace` milliseconds. */
  idle(grace: number): Promise<void>;
}

export function trackInFlight(handle: RequestListener): InFlight {
  let running = 0;
  let whenIdle: (() => void) | undefined;
  return {
    handle(request, response) {
      running++;
      response.on('close', () => {
        running--;
        if (running === 0) whenIdle?.();
      });
      handle(request, response);
    },
    idle(grace) {
      if (running === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const deadline = setTimeout(resolve, grace);
        whenIdle = () => {
          clearTimeout(deadline);
          resolve();
        };
      });
    },
  };
}
