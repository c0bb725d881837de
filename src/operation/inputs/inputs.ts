/** What a caller hands to an operation: input name to value. A request body may come as a {@link Payload}. */
export type Inputs = Readonly<Record<string, unknown>>;
