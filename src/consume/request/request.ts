/** A request as it goes to the upstream. */
export interface UpstreamRequest {
  readonly method: string;
  /** Path and query, encoded, as they stand in the request line. */
  readonly path: string;
  /** Name, value, name, value, … */
  readonly headers: readonly string[];
  readonly body: Buffer | string | null;
}

/** Parameter name to value. */
export type Arguments = Readonly<Record<string, unknown>>;
