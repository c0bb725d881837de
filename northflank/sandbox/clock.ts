/** Tells the sandbox's time, in whole milliseconds since 1970. */
export type Clock = () => number;

/** A clock that shows the real time now and goes `speed` times as fast from here. */
export function createClock(speed: number): Clock {
  const origin = Date.now();
  // Unlike Date.now, this never jumps when the machine's clock is set.
  const began = performance.now();
  return () => Math.floor(origin + (performance.now() - began) * speed);
}

/** The form of times in jobs: `2021-01-20T11:19:53.175Z`. */
export function toTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** The form of times in runs, which count whole seconds: `2020-12-08T11:47:08Z`. */
export function toSecondsTimestamp(milliseconds: number): string {
  return `${toTimestamp(milliseconds).slice(0, 19)}Z`;
}
