import type { ServerResponse } from 'node:http';
import { headersOfAnyForm } from '../../consume/answer/answer-headers.ts';
import type { Headers, Receiver } from '../../consume/answer/receiver.ts';
import type { CallContext, Inputs, Operation, Outcome } from '../../operation/operation.ts';
import type { Failure, StoppedFlow } from '../../problem/failure.ts';
import { writeProblem } from '../http/problem.ts';
import { whenGone } from '../http/when-gone.ts';

/** Runs an operation and answers with what it comes to. A caller who goes away takes the upstream call along. */
export async function respond(
  operation: Operation,
  inputs: Inputs,
  response: ServerResponse,
  context: CallContext = {},
): Promise<void> {
  if (operation.stream) {
    whenGone(response, operation.stream(inputs, new ResponseReceiver(response), context));
    return;
  }
  writeOutcome(response, await operation.run(inputs, { ...context, whenGone: (cancel) => whenGone(response, cancel) }));
}

/** Passes an upstream's answer on as it comes: no byte is parsed and none is held. */
export class ResponseReceiver implements Receiver {
  readonly #response: ServerResponse;
  #resume: () => void = () => undefined;
  /** Bytes of the answer still to come; not a number when its length is not known. */
  #missing = Number.NaN;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  start(status: number, headers: Headers, resume: () => void): void {
    this.#response.writeHead(status, mutable(headers));
    this.#resume = resume;
    this.#missing = Number(headers['content-length']);
  }

  data(chunk: Buffer): boolean {
    this.#missing -= chunk.length;
    // Ending with the last chunk, not after it, is one write less.
    if (this.#missing === 0) {
      this.#response.end(chunk);
      return true;
    }
    const ready = this.#response.write(chunk);
    if (!ready) this.#response.once('drain', this.#resume);
    return ready;
  }

  end(): void {
    if (!this.#response.writableEnded) this.#response.end();
  }

  fail(failure: Failure): void {
    // Half an answer must not look like a whole one.
    if (this.#response.headersSent) this.#response.destroy();
    else writeProblem(this.#response, failure);
  }
}

function writeOutcome(response: ServerResponse, outcome: Outcome): void {
  if (response.destroyed) return;
  switch (outcome.kind) {
    case 'failure':
      return writeProblem(response, outcome.failure);
    case 'refused': {
      const { status, headers, body } = outcome.answer;
      const stopped = outcome.stopped && stoppedHeaders(outcome.stopped);
      response.writeHead(status, { ...mutable(headers), ...stopped, 'content-length': body.length });
      response.end(body);
      return;
    }
    case 'value':
      if (outcome.headers) setHeaders(response, headersOfAnyForm(outcome.headers));
      return writeText(response, outcome.status, 'application/json', outcome.text);
    case 'binary':
      response.writeHead(outcome.status ?? 200, {
        'content-type': outcome.mediaType,
        'content-length': outcome.bytes.length,
      });
      response.end(outcome.bytes);
      return;
    case 'text':
      return writeText(response, outcome.status, outcome.mediaType || 'text/plain', outcome.text);
  }
}

/** The body is the upstream's own, so where a flow stopped is said beside it. */
function stoppedHeaders({ step, done }: StoppedFlow): Record<string, string> {
  const [stoppedAt, ...before] = [step, ...done].map((name) => encodeURIComponent(name.toWellFormed()));
  return { 'capstan-step': stoppedAt ?? '', ...(before.length > 0 && { 'capstan-steps-done': before.join(', ') }) };
}

function writeText(response: ServerResponse, status = 200, mediaType = '', text = ''): void {
  const headers = text === '' ? {} : { 'content-type': mediaType, 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}

function setHeaders(response: ServerResponse, headers: Headers): void {
  for (const [name, value] of Object.entries(mutable(headers))) response.setHeader(name, value);
}

function mutable(headers: Headers): Record<string, string | string[]> {
  // node only reads them; its type does not say so.
  return headers as Record<string, string | string[]>;
}
