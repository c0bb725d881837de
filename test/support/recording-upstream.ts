import type { IncomingHttpHeaders } from 'node:http';
import { serveHttp } from './serve.ts';

/** A request as it arrived. */
export interface Recorded {
  readonly method: string;
  /** Path and query as they stood in the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A body that is no text. */
  readonly base64?: string;
  /** Milliseconds to wait before it. */
  readonly delay?: number;
}

export interface RecordingUpstream {
  readonly url: string;
  readonly requests: readonly Recorded[];
  /** What the next requests are answered with; of a list each in its turn, and the last one from then on. */
  answer: Answer | readonly Answer[];
  close(): Promise<void>;
}

/** A real server that keeps what it is sent and answers what it is told. */
export async function recordingUpstream(): Promise<RecordingUpstream> {
  const requests: Recorded[] = [];
  let answers: readonly Answer[] = [];
  let answered = 0;
  const server = await serveHttp((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      const answer = answers[Math.min(answered++, answers.length - 1)] ?? {};
      setTimeout(() => {
        response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
        response.end(answer.base64 === undefined ? (answer.body ?? '{}') : Buffer.from(answer.base64, 'base64'));
      }, answer.delay ?? 0);
    });
  });
  return {
    url: server.origin,
    requests,
    get answer() {
      return answers;
    },
    set answer(next) {
      answers = Array.isArray(next) ? (next as readonly Answer[]) : [next as Answer]; // `isArray` cannot tell readonly lists
      answered = 0;
    },
    close: server.close,
  };
}
