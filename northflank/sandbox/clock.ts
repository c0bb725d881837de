/** Tells the sandbox's time, in whole milliseconds since 1970. */
export type Clock = () => number;

/** That the sandbox's time was `shown` when the real one was `real`, and goes `speed` times as fast. */
export interface ClockSetting {
  readonly real: number;
  readonly shown: number;
  readonly speed: number;
}

export interface SettableClock {
  readonly now: Clock;
  readonly speed: number;
  /** How it is set, to go on from another time. */
  setting(): ClockSetting;
  /** Puts it forward, by so many milliseconds. */
  advance(by: number): void;
}

/** A clock that shows `from` now, the real time unless given, and goes `speed` times as fast from here. */
export function createClock(speed: number, from = Date.now()): SettableClock {
  let origin = from;
  // Unlike Date.now, this never jumps when the machine's clock is set.
  const began = performance.now();
  const now = (): number => Math.floor(origin + (performance.now() - began) * speed);
  return {
    now,
    speed,
    setting: () => ({ real: Date.now(), shown: now(), speed }),
    advance(by) {
      origin += by;
    },
  };
}

/** What a clock would show by now that was set so and went on ever since. */
export function shownBy({ real, shown, speed }: ClockSetting): number {
  return shown + Math.max(0, Date.now() - real) * speed;
}

/** The form of times in jobs: `2021-01-20T11:19:53.175Z`. */
export function toTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** The form of times in runs, which count whole seconds: `2020-12-08T11:47:08Z`. */
export function toSecondsTimestamp(milliseconds: number): string {
  return `${toTimestamp(milliseconds).slice(0, 19)}Z`;
}

/** The form of times in containers and builds: seconds since 1970. */
export function toUnixSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
