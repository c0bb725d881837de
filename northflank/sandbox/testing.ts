import type { SandboxOptions } from './sandbox-options.ts';
import { startSandbox } from './start-sandbox.ts';

/** For the tests of this folder: a sandbox, and requests as plain as they come. */

export const jobs = '/v1/projects/default-project/jobs';

export const image = { external: { imagePath: 'alpine:3.22' } } as const;

export const smallestJob = { name: 'Hello World', billing: { deploymentPlan: 'nf-compute-20' } } as const;

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly body: unknown;
}

export interface Sending {
  /** Sent as JSON, a string as it is. */
  readonly body?: unknown;
  /** '' sends none. */
  readonly token?: string;
}

export interface Client {
  readonly url: string;
  send(method: string, path: string, sending?: Sending): Promise<Received>;
  /** The `data` of a success. */
  data(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Puts the sandbox's clock forward. */
  advance(seconds: number): Promise<void>;
  close(): Promise<void>;
}

export async function openSandbox(options: SandboxOptions = {}): Promise<Client> {
  const sandbox = await startSandbox(options);
  const send: Client['send'] = async (method, path, { body, token = 'nf-sandbox' } = {}) => {
    const response = await fetch(sandbox.url + path, {
      method,
      headers: { ...(token !== '' && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  };
  return {
    url: sandbox.url,
    send,
    async data(method, path, body) {
      const received = await send(method, path, { body });
      if (received.status !== 200) throw new Error(`${received.status} ${received.text}`);
      return (received.body as { readonly data: unknown }).data;
    },
    async advance(seconds) {
      const { status, text } = await send('POST', '/__sandbox/clock', { body: { advance: seconds } });
      if (status !== 200) throw new Error(text);
    },
    close: () => sandbox.close(),
  };
}
