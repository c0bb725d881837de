/** Who makes a call, as far as the server it came through has made sure of it. */
export interface Caller {
  /**
   * The same for all calls of one principal: issuer and subject of a token, or the kind of the one credential that a
   * server has.
   */
  readonly id: string;
  /** What a token lets its caller do; undefined where nothing limits it. */
  readonly scopes: ReadonlySet<string> | undefined;
}

/** Whether a caller may do what takes these scopes. Where callers need not say who they are, there is no caller. */
export function mayUse(caller: Caller | undefined, scopes: readonly string[]): boolean {
  if (caller?.scopes === undefined || scopes.length === 0) return true;
  const held = caller.scopes;
  return scopes.every((scope) => held.has(scope));
}
