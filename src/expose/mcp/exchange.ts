import type { Cancel } from '../../consume/answer/receiver.ts';
import type { Caller } from '../../operation/caller.ts';
import type { ClientCapabilities, Session } from './session.ts';

/** Asks the client something while it waits for an answer, and comes to its result; rejects when there is none. */
export type Ask = (method: string, params: object) => Promise<unknown>;

/** One message from a client, and the ways to reach that client before it has its answer; whatever carries the messages. */
export interface Exchange {
  /** Who calls; undefined where anyone may. */
  readonly caller: Caller | undefined;
  /** What is known of the client from earlier messages; undefined where nothing is. */
  readonly session: Session | undefined;
  /** Remembers a client that introduces itself, as long as it keeps in touch. */
  introduce(capabilities: ClientCapabilities): void;
  /** Whether the client hears anything before its answer. */
  readonly canNotify: boolean;
  /** Tells the client something. Nothing happens where it cannot hear it. */
  notify(method: string, params: object): void;
  /** Present where the client can be asked within a request, as revisions with handshake have it. */
  readonly ask: Ask | undefined;
  /** Called once with what gives the work up; for when the client goes away or cancels. */
  readonly whenGone: (cancel: Cancel) => void;
  /** Gives up all work on this message. */
  cancel(): void;
}
