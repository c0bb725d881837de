import type { CallContext } from '../../../operation/call-context.ts';
import type { ClientCapabilities } from '../session.ts';
import type { Json } from '../../../json/json.ts';

/** Questions whose answers a request cannot be served without (MCP 2026-07-28, "Multi Round-Trip Requests"). */
export interface InputRequired {
  readonly kind: 'input-required';
  /** By names of the server's own, under which the answers come back. */
  readonly requests: Readonly<Record<string, InputRequest>>;
  /** What the next round has to know. It comes back unchanged, and only for the same request of the same caller. */
  readonly state?: Json;
}

export interface InputRequest {
  readonly method: 'elicitation/create' | 'sampling/createMessage' | 'roots/list';
  readonly params: object;
}

/** What a round of a request knows of those before it. */
export interface Round {
  /** By the names of the questions; whatever the client sent: look before use. */
  readonly answers: Readonly<Record<string, unknown>>;
  readonly state: Json | undefined;
}

/** What is around a request that may take several rounds. */
export interface RoundContext extends CallContext {
  /** What the client can do. */
  readonly capabilities: ClientCapabilities;
  readonly round: Round;
}

export const firstRound: Round = { answers: {}, state: undefined };
