import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { start, type StartOptions } from '../../runtime/start.ts';
import { compileText, silent, type TestOptions, type TestProgram } from '../../runtime/testing.ts';

/** For the tests of this folder: a document served over real sockets, and requests exactly as they are written. */
export interface ServedDocument {
  readonly url: string;
  readonly program: TestProgram;
  close(): Promise<void>;
}

/** @param upstream where the API consumed as `up` is. */
export async function serveDocument(
  yaml: string,
  upstream: string,
  { start: startOptions, ...options }: TestOptions & { readonly start?: Partial<StartOptions> } = {},
): Promise<ServedDocument> {
  const program = compileText(yaml, { baseUris: new Map([['up', upstream]]), ...options });
  const running = await start([program], {
    host: '127.0.0.1',
    port: () => 0,
    maxBodyBytes: 1000,
    log: silent,
    ...startOptions,
  });
  return { url: running.servers[0]?.url ?? '', program, close: () => running.stop() };
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body as JSON; tests look into it freely. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: () => any;
}

/** Sends a request with this very path, which fetch would tidy up first. */
export function send(
  url: string,
  method: string,
  path: string,
  { headers = {}, body }: { readonly headers?: OutgoingHttpHeaders; readonly body?: string | Buffer } = {},
): Promise<TestAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const request = httpRequest(url, { method, path, headers: { ...length, ...headers }, agent: false });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const whole = Buffer.concat(chunks);
        const { statusCode: status = 0, headers: given } = response;
        resolve({ status, headers: given, body: whole, json: () => JSON.parse(whole.toString()) as unknown });
      });
    });
    request.end(body);
  });
}
