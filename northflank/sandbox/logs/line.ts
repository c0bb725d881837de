/** One line of a log. */
export interface Line {
  /** The container that wrote it. */
  readonly container: string;
  readonly text: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}
