import type { Failure } from '../../../problem/failure.ts';

/** Why a caller may not come in, or may not do what it asks for. */
export interface CallerRefusal {
  readonly failure: Failure;
  /** To be sent with it: the challenge that goes with every 401 (RFC 9110 §11.6.1). */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

/** @param challenge what the caller is to answer; several where it may choose. */
export function notAuthenticated(detail: string, challenge: string | readonly string[]): CallerRefusal {
  return {
    failure: { code: 'caller-not-authenticated', status: 401, detail, retry: 'never' },
    headers: { 'www-authenticate': challenge },
  };
}

/** What anyone is told by a server whose own credential has no value. */
export function closed(challenge: string | readonly string[]): CallerRefusal {
  return notAuthenticated('The credential this server asks for has no value here, so it lets nobody in.', challenge);
}
