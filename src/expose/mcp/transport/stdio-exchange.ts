import { randomUUID } from 'node:crypto';

import type { Cancel } from '../../../consume/answer/receiver.ts';
import type { Ask, Exchange } from '../exchange.ts';
import { notificationMessage, requestMessage } from '../message/json-rpc.ts';
import { Session, type ClientCapabilities } from '../session.ts';

/** The one client at the other end of a pair of pipes. */
export interface StdioPeer {
  session: Session;
  /** Whether the client has introduced itself, as revisions with handshake have it. */
  hasHandshake: boolean;
  write(message: string): void;
}

/** One message that came through a pipe, and its answer. */
export class StdioExchange implements Exchange {
  readonly caller = undefined;
  readonly canNotify = true;
  readonly #peer: StdioPeer;
  #cancels: Cancel[] = [];
  #isCancelled = false;

  constructor(peer: StdioPeer) {
    this.#peer = peer;
  }

  /** A cancelled request gets no answer, nor anything else. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  get session(): Session {
    return this.#peer.session;
  }

  introduce(capabilities: ClientCapabilities): void {
    this.#peer.session = new Session('stdio', capabilities);
    this.#peer.hasHandshake = true;
  }

  notify(method: string, params: object): void {
    if (!this.#isCancelled) this.#peer.write(notificationMessage(method, params));
  }

  get ask(): Ask | undefined {
    if (!this.#peer.hasHandshake) return undefined;
    return (method, params) =>
      new Promise((resolve, reject) => {
        const id = randomUUID();
        const { session } = this.#peer;
        session.expect(id, (answer) => {
          if ('result' in answer) resolve(answer.result);
          else reject(new Error(answer.problem));
        });
        this.whenGone(() => session.answer(id, { problem: 'The request was cancelled.' }));
        this.#peer.write(requestMessage(id, method, params));
      });
  }

  readonly whenGone = (cancel: Cancel): void => {
    if (this.#isCancelled) cancel();
    else this.#cancels.push(cancel);
  };

  cancel(): void {
    this.#isCancelled = true;
    const cancels = this.#cancels;
    this.#cancels = [];
    for (const cancel of cancels) cancel();
  }
}
