/** Who calls, as far as a server's authentication can tell. */
export interface Caller {
  /** The same for every request of one caller, and no other's. */
  readonly id: string;
  /** What the caller may do; undefined for everything. */
  readonly scopes: ReadonlySet<string> | undefined;
}
