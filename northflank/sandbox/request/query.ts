import type { PageQuery } from './pagination.ts';

/** The query of a request, of which the contract says what a route takes. */
export interface Query extends PageQuery {
  readonly runId?: string;
  readonly buildId?: string;
  readonly containerName?: string;
  readonly queryType?: string;
  /** Times are in the form of RFC 3339. */
  readonly timestamp?: string;
  readonly startTime?: string;
  readonly endTime?: string;
  /** In seconds. */
  readonly duration?: number;
  readonly type?: readonly string[];
  readonly metricTypes?: readonly string[];
  readonly lineLimit?: number;
  readonly direction?: 'forward' | 'backward';
  readonly textIncludes?: string;
  readonly textNotIncludes?: string;
  readonly regexIncludes?: string;
  readonly regexNotIncludes?: string;
  readonly show?: 'this' | 'inherited' | 'all';
}
