import type { ServerResponse } from 'node:http';
import { failures } from '../../problem/catalogue.ts';
import type { Failure } from '../../problem/failure.ts';

/** Answers with a failure as `application/problem+json` (RFC 9457); `code`, `retry`, `fields` and, of a flow, `step`
 * and `done` are Capstan's members. */
export function writeProblem(
  response: ServerResponse,
  failure: Failure,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): void {
  const { code, status, detail, retry, fields, stopped } = failure;
  const body = JSON.stringify({
    type: `urn:capstan:problem:${code}`,
    title: failures[code],
    status,
    detail,
    code,
    retry,
    ...(fields && { fields }),
    ...stopped,
  });
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    // What is left of a refused body is not worth reading.
    ...(status === 413 && { connection: 'close' }),
    ...headers,
  });
  response.end(body);
}
