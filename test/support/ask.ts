import { request as httpRequest } from 'node:http';

export interface Asked {
  readonly method?: string;
  /** Names and values in turn, as they go over the line. */
  readonly headers?: readonly string[];
  readonly body?: string;
  /** A body whose length is not said. */
  readonly chunked?: string;
}

export interface Told {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Asks for a target just as it is written, which `fetch` would tidy up. */
export function ask(
  origin: string,
  target: string,
  { method = 'GET', headers = [], body, chunked }: Asked = {},
): Promise<Told> {
  const { hostname, port, host } = new URL(origin);
  const length = body === undefined ? [] : ['content-length', String(Buffer.byteLength(body))];
  return new Promise((resolve, reject) => {
    const options = { hostname, port, method, path: target, headers: ['host', host, ...length, ...headers] };
    const asked = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          headers: response.headers,
        }),
      );
    });
    asked.on('error', reject);
    asked.end(body ?? chunked);
  });
}
