import type { Cancel } from '../../consume/answer/receiver.ts';
import type { RequestId } from './message/json-rpc.ts';
import type { LogLevel } from './message/log-level.ts';

/** What a client says it can do. Whatever it sent: look before use. */
export type ClientCapabilities = Readonly<Record<string, unknown>>;

/** What a client answers a question with: its result, or why there is none. */
export type ClientAnswer = { readonly result: unknown } | { readonly problem: string };

/**
 * What is known of one client between its messages: what it can do (revisions with handshake say so once), what it is
 * being asked, and which of its requests are being served. All of it may be lost without harm to the next request.
 */
export class Session {
  readonly id: string;
  readonly capabilities: ClientCapabilities;
  /** The least important log messages it wants to hear. */
  logLevel: LogLevel = 'info';
  /** URIs of the resources whose changes it wants to hear of. */
  readonly subscriptions = new Set<string>();
  readonly #questions = new Map<RequestId, (answer: ClientAnswer) => void>();
  readonly #running = new Map<RequestId, Cancel>();

  constructor(id: string, capabilities: ClientCapabilities) {
    this.id = id;
    this.capabilities = capabilities;
  }

  /** Waits for the client's answer to the question it was sent under this id. */
  expect(id: RequestId, settle: (answer: ClientAnswer) => void): void {
    this.#questions.set(id, settle);
  }

  /** @returns whether a question of this id was open. */
  answer(id: RequestId, answer: ClientAnswer): boolean {
    const settle = this.#questions.get(id);
    this.#questions.delete(id);
    settle?.(answer);
    return settle !== undefined;
  }

  begin(id: RequestId, cancel: Cancel): void {
    this.#running.set(id, cancel);
  }

  end(id: RequestId): void {
    this.#running.delete(id);
  }

  /** Gives a request up; what is not, or no longer, being served is none of ours. */
  cancel(id: RequestId): void {
    this.#running.get(id)?.();
  }
}
