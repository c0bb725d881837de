export interface SandboxOptions {
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Ids of the projects it holds. */
  readonly projects?: readonly string[];
  /** The API tokens it accepts: `TOKEN`, `TOKEN=ROLE` or `TOKEN=PERMISSION+PERMISSION`. */
  readonly tokens?: readonly string[];
  /** How many times faster than real ones its clock and its runs go. */
  readonly speed?: number;
  /** What its ids, the length of its runs and the choices of its faults are made from. */
  readonly seed?: number;
  /** Requests an hour; 0 never refuses. */
  readonly rateLimit?: number;
  /** What goes wrong, such as `drop-after,method=POST,rate=0.1`. */
  readonly faults?: readonly string[];
  /** The file it keeps its state in; without one, that is gone when it stops. */
  readonly data?: string;
  /** Whether `POST …/jobs/{jobId}/run` is answered like `…/runs`. */
  readonly acceptSingularRun?: boolean;
}
