import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Cancel } from '../../../consume/answer/receiver.ts';
import type { Caller } from '../../../operation/caller.ts';
import type { Reply } from '../dispatch.ts';
import type { Ask, Exchange } from '../exchange.ts';
import { notificationMessage, requestMessage } from '../message/json-rpc.ts';
import type { ClientCapabilities, Session } from '../session.ts';
import { EventStream } from './event-stream.ts';
import type { Sessions } from './sessions.ts';

/** Milliseconds that a person may take to answer. */
const patience = 300_000;

/**
 * One POST and its answer: plain JSON, unless there is something to say before it. A class, so that a call costs one object.
 */
export class HttpExchange implements Exchange {
  readonly caller: Caller | undefined;
  session: Session | undefined;
  readonly #accept: string;
  readonly #response: ServerResponse;
  readonly #sessions: Sessions;
  #stream: EventStream | undefined;
  #cancels: Cancel[] | undefined;
  #isOver = false;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    sessions: Sessions,
    { session, caller }: { readonly session: Session | undefined; readonly caller: Caller | undefined },
  ) {
    this.caller = caller;
    this.session = session;
    this.#accept = request.headers.accept ?? '';
    this.#response = response;
    this.#sessions = sessions;
  }

  get canNotify(): boolean {
    return /\btext\/event-stream\b|\*\/\*/i.test(this.#accept);
  }

  introduce(capabilities: ClientCapabilities): void {
    this.session = this.#sessions.open(capabilities, this.caller);
    this.#response.setHeader('mcp-session-id', this.session.id);
  }

  notify(method: string, params: object): void {
    if (!this.#isOver && this.canNotify) this.#open().send(notificationMessage(method, params));
  }

  get ask(): Ask | undefined {
    const { session } = this;
    if (!this.canNotify || session === undefined) return undefined;
    return (method, params) =>
      new Promise((resolve, reject) => {
        const id = randomUUID(); // nobody else can answer in the client's place
        const give = (problem: string): boolean => session.answer(id, { problem });
        const deadline = setTimeout(() => give('The client did not answer in time.'), patience);
        deadline.unref();
        session.expect(id, (answer) => {
          clearTimeout(deadline);
          if ('result' in answer) resolve(answer.result);
          else reject(new Error(answer.problem));
        });
        this.whenGone(() => give('The client went away.'));
        this.#open().send(requestMessage(id, method, params));
      });
  }

  /** An arrow, as it is handed on without its object. */
  readonly whenGone = (cancel: Cancel): void => {
    if (this.#isOver) return cancel();
    if (this.#cancels) {
      this.#cancels.push(cancel);
      return;
    }
    this.#cancels = [cancel];
    if (this.#response.destroyed) return this.cancel();
    // 'close' comes after every answer too.
    this.#response.on('close', () => {
      if (!this.#response.writableFinished) this.cancel();
    });
  };

  cancel(): void {
    this.#isOver = true;
    const cancels = this.#cancels ?? [];
    this.#cancels = [];
    for (const cancel of cancels) cancel();
  }

  /** Sends the last word. */
  reply(reply: Reply): void {
    this.#isOver = true;
    if (this.#stream) this.#stream.end(reply.body === '' ? undefined : reply.body);
    else writeReply(this.#response, reply);
  }

  #open(): EventStream {
    return (this.#stream ??= new EventStream(this.#response));
  }
}

export function writeReply(response: ServerResponse, { httpStatus, body, headers = [] }: Reply): void {
  if (response.destroyed) return;
  if (body === '') response.writeHead(httpStatus, [...headers, 'content-length', '0']).end();
  else {
    const length = String(Buffer.byteLength(body));
    response
      .writeHead(httpStatus, [...headers, 'content-type', 'application/json', 'content-length', length])
      .end(body);
  }
}
