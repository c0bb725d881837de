import { Pool, type Dispatcher } from 'undici';
import { isThisMachine } from './this-machine.ts';

/** What requests to one origin go out on. */
export interface OriginDispatcher {
  /** @throws Error for a request that cannot be sent at all; the promise, where there is one, rejects with it. */
  dispatch(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): unknown;
  close(): Promise<void>;
}

/** At most this many calls are under way at once; further ones wait. */
const connections = 256;

/** Where proxies are given, in the variables that curl and others read; `NO_PROXY` is heeded with them. */
const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/**
 * Connections to an origin: its own, or through a proxy where the environment names one. What is on this machine is always
 * called directly.
 *
 * @param timeout milliseconds until the first byte of an answer, and between two pieces of it.
 */
export function createDispatcher(origin: string, timeout: number): OriginDispatcher {
  const waiting = { connections, headersTimeout: timeout, bodyTimeout: timeout };
  const connect = { timeout: Math.min(timeout, 10_000) };
  return usesProxy(new URL(origin))
    ? throughProxy(origin, waiting, connect)
    : new Pool(origin, { ...waiting, connect });
}

/** Whether a proxy may stand between here and an origin. */
export function usesProxy(origin: URL): boolean {
  return !isThisMachine(origin) && proxyVariables.some((name) => process.env[name]);
}

/** The agent is imported with the first call: most machines have no proxy. */
function throughProxy(
  origin: string,
  waiting: Pick<Pool.Options, 'connections' | 'headersTimeout' | 'bodyTimeout'>,
  connect: { readonly timeout: number },
): OriginDispatcher {
  let agent: Promise<Dispatcher> | undefined;
  const open = async (): Promise<Dispatcher> => {
    const { EnvHttpProxyAgent } = await import('undici');
    // Only what is encrypted needs a tunnel; many proxies give none for anything else.
    return new EnvHttpProxyAgent({ ...waiting, connect, proxyTls: connect, proxyTunnel: false });
  };
  return {
    async dispatch(request, handler) {
      agent ??= open();
      (await agent).dispatch({ ...request, origin }, handler);
    },
    close: async () => (await agent)?.close(),
  };
}
