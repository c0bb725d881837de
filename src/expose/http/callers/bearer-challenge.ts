export interface BearerChallenge {
  /** Where the server says how to get a token (RFC 9728 §5.1). */
  readonly metadata: string;
  /** What a token must allow. */
  readonly scopes: readonly string[];
  /** What was wrong with the one that was shown (RFC 6750 §3.1). */
  readonly error?: 'invalid_token' | 'insufficient_scope';
  /** In words of our own: they may not hold quotes. */
  readonly description?: string;
}

export function bearerChallenge({ metadata, scopes, error, description }: BearerChallenge): string {
  const parameters = {
    error,
    error_description: description,
    resource_metadata: metadata,
    scope: scopes.length > 0 ? scopes.join(' ') : undefined,
  };
  const written = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${value}"`],
  );
  return `Bearer ${written.join(', ')}`;
}
