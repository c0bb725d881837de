import type { ServerResponse } from 'node:http';
import type { Cancel, Headers, Receiver } from '../../consume/receiver.ts';
import type { Inputs, Operation, Outcome } from '../../operation/operation.ts';
import type { Failure } from '../../problem/failure.ts';
import { writeProblem } from '../http/problem.ts';

/** Runs an operation and answers with what it comes to. A caller who goes away takes the upstream call along. */
export async function respond(operation: Operation, inputs: Inputs, response: ServerResponse): Promise<void> {
  if (operation.stream) {
    const cancel = operation.stream(inputs, new ResponseReceiver(response));
    cancelWhenGone(response, cancel);
    return;
  }
  const gone = new AbortController();
  cancelWhenGone(response, () => gone.abort());
  writeOutcome(response, await operation.run(inputs, { signal: gone.signal }));
}

function cancelWhenGone(response: ServerResponse, cancel: Cancel): void {
  response.on('close', () => {
    if (!response.writableFinished) cancel();
  });
}

/** Passes an upstream's answer on as it comes: no byte is parsed and none is held. */
class ResponseReceiver implements Receiver {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  start(status: number, headers: Headers, resume: () => void): void {
    this.#response.writeHead(status, mutable(headers));
    this.#response.on('drain', resume);
  }

  data(chunk: Buffer): boolean {
    return this.#response.write(chunk);
  }

  end(): void {
    this.#response.end();
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
      response.writeHead(status, { ...mutable(headers), 'content-length': body.length });
      response.end(body);
      return;
    }
    case 'value':
      return writeText(response, 'application/json', outcome.text);
    case 'text':
      return writeText(response, outcome.mediaType || 'text/plain', outcome.text);
  }
}

function writeText(response: ServerResponse, mediaType: string, text: string): void {
  response.writeHead(200, { 'content-type': mediaType, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

function mutable(headers: Headers): Record<string, string | string[]> {
  // node only reads them; its type does not say so.
  return headers as Record<string, string | string[]>;
}
