import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Guard } from '../../src/index.ts';
import type { Answer } from './request/answer.ts';
import { ApiError, errorAnswer, errors } from './request/api-error.ts';
import { faultyAnswer } from './faults/faulty-answer.ts';
import type { FaultList } from './faults/fault-list.ts';
import type { RateLimit } from './request/rate-limit.ts';
import { writeAnswer } from './request/write-answer.ts';

export interface HandlerOptions {
  readonly guard: Guard;
  readonly rateLimit: RateLimit;
  readonly faults: FaultList;
  /** Answers what has come so far. @throws ApiError */
  readonly answer: (request: IncomingMessage, path: string) => Promise<Answer>;
  /** Resolves once what was answered is kept for good. */
  readonly settled: () => Promise<void>;
  /** Answers requests to the sandbox itself, on {@link controlPath}. */
  readonly control: (request: IncomingMessage, path: string) => Promise<Answer>;
}

/** What is below this path is no part of the API. */
export const controlPath = '/__sandbox';

/** Handles requests: who may call at all, what goes wrong, the rate, then the answer. */
export function createHandler(options: HandlerOptions): RequestListener {
  const { guard, rateLimit, faults, answer, settled, control } = options;

  /** Nothing is answered before it is kept, reading included: who reads a thing must find it again. */
  const answerSafely = async (request: IncomingMessage, path: string): Promise<Answer | undefined> => {
    const it = await answer(request, path).catch((error: unknown) => {
      // Who broke off while sending gets no answer.
      return request.destroyed && !request.complete ? undefined : toAnswer(error);
    });
    await settled();
    return it;
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').replace(/\?.*/s, '');
    const forbidden = guard(request);
    if (forbidden) return writeAnswer(response, errorAnswer(notOurs(forbidden.code)));
    if (path.startsWith(controlPath)) return writeAnswer(response, await control(request, path).catch(toAnswer));

    const { latency, fault } = faults.strike(request.method ?? 'GET', path);
    if (latency > 0) await wait(latency);
    if (fault?.kind === 'drop-before') return drop(response);
    const { refused, headers } = rateLimit.count();
    const withRate = (it: Answer): Answer => ({ ...it, headers: { ...headers, ...it.headers } });
    if (refused) return writeAnswer(response, withRate(errorAnswer(errors.tooManyRequests())));
    if (fault?.kind === 'status') return writeAnswer(response, withRate(faultyAnswer(fault)));

    const it = await answerSafely(request, path);
    if (!it) return;
    if (fault?.kind === 'drop-after') return drop(response);
    if (fault?.kind === 'status-after') return writeAnswer(response, withRate(faultyAnswer(fault)));
    if (fault?.kind === 'truncate') return writeAnswer(response, withRate(it), fault.value ?? it.body.length >> 1);
    writeAnswer(response, withRate(it));
  };

  return (request, response) => {
    void handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) writeAnswer(response, toAnswer(error));
    });
  };
}

function drop({ socket }: ServerResponse): void {
  socket?.resetAndDestroy();
}

function toAnswer(error: unknown): Answer {
  if (error instanceof ApiError) return errorAnswer(error);
  // A mistake of the sandbox's own: who runs it must hear of it, who calls it learns nothing by it.
  process.emitWarning(error instanceof Error ? error : String(error));
  return errorAnswer(new ApiError(500, 'Internal server error'));
}

function notOurs(code: string): ApiError {
  const header = code === 'host-not-allowed' ? 'Host' : 'Origin';
  return new ApiError(403, `The ${header} header names a host that this sandbox does not answer for`, { id: code });
}
