import type { Cancel, Headers, Receiver } from '../answer/receiver.ts';
import type { UpstreamRequest } from '../request/request.ts';
import { sendPrepared, type Prepared, type Send } from './send.ts';

/** Makes another request of a refused one; undefined when the refusal is to be passed on. */
export type AnswerRefusal = (headers: Headers) => Promise<Prepared> | undefined;

/** So much of a refusal is read to keep its connection; a longer one costs the connection. */
const longestRefusal = 64 * 1024;

/**
 * Sends a request and, when it is refused with a 401, what `answerRefusal` makes of it: once, so that a second 401 is the
 * answer. A 401 says that the request was not carried out (RFC 9110 §15.5.2), so that any method may be sent again.
 */
export function sendAgain(
  send: Send,
  request: UpstreamRequest,
  receiver: Receiver,
  answerRefusal: AnswerRefusal,
): Cancel {
  let next: Promise<Prepared> | undefined;
  let dropped = 0;
  let cancel: Cancel = () => undefined;
  const goOn = (prepared: Promise<Prepared>): void => {
    cancel = sendPrepared(send, prepared, receiver);
  };
  cancel = send(request, {
    start(status, headers, resume) {
      next = status === 401 ? answerRefusal(headers) : undefined;
      if (!next) receiver.start(status, headers, resume);
    },
    data(chunk) {
      if (!next) return receiver.data(chunk);
      dropped += chunk.length;
      if (dropped > longestRefusal) {
        cancel();
        goOn(next);
      }
      return true;
    },
    end() {
      if (next) goOn(next);
      else receiver.end();
    },
    fail(failure) {
      // However a refusal ends, it was one.
      if (next) goOn(next);
      else receiver.fail(failure);
    },
  });
  return () => cancel();
}
