import type { Decorate } from '../src/index.ts';

/** A capability that this package holds. */
export interface NorthflankCapability {
  readonly name: string;
  readonly document: URL;
  readonly overlays: readonly URL[];
  readonly contract: URL;
  /**
   * What the document cannot say of its operations; undefined where it says everything.
   *
   * @param read the value of a variable the user has set.
   * @param calls whether operations will be called, or only looked at.
   * @throws UnusableSettings
   */
  readonly decorate?: (read: (name: string) => string | undefined, calls: boolean) => Promise<Decoration>;
}

export interface Decoration {
  readonly decorate: Decorate;
  /** What the user's settings come to, a line each. */
  readonly settings: readonly string[];
}

/** Its message says which setting cannot be used, and why. */
export class UnusableSettings extends Error {
  override readonly name = 'UnusableSettings';
}
