import { createServer, type Server } from 'node:http';
import { isIP, type AddressInfo } from 'node:net';
import { createGuard } from '../../src/index.ts';
import { createClock } from './clock.ts';
import { createHandler } from './handle-request.ts';
import { createRandom } from './random.ts';
import { createRateLimit, usualLimit } from './rate-limit.ts';
import { jobRoutes } from './routes/jobs.ts';
import { loginRoutes } from './routes/login.ts';
import { projectRoutes } from './routes/projects.ts';
import { runRoutes } from './routes/runs.ts';
import { seedProject } from './seed-jobs.ts';
import { createStore } from './store.ts';

export interface SandboxOptions {
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Ids of the projects it holds. */
  readonly projects?: readonly string[];
  /** The API tokens it accepts. */
  readonly tokens?: readonly string[];
  /** How many times faster than real ones its clock and its runs go. */
  readonly speed?: number;
  /** What its ids and the length of its runs are made from. */
  readonly seed?: number;
  /** Requests an hour; 0 never refuses. */
  readonly rateLimit?: number;
  /** Whether `POST …/jobs/{jobId}/run` is answered like `…/runs`. */
  readonly acceptSingularRun?: boolean;
}

export interface Sandbox {
  /** Its origin, without `/v1`. */
  readonly url: string;
  /** Takes no more requests and lets those under way end. */
  close(): Promise<void>;
}

/**
 * Starts a Northflank jobs API that lives in memory.
 *
 * @throws the error of node's server when it cannot listen, such as EADDRINUSE.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, speed = 1, seed = 1, rateLimit = usualLimit } = options;
  const now = createClock(speed);
  const store = createStore(now, createRandom(seed));
  for (const id of options.projects ?? ['default-project']) seedProject(store, id);

  const handler = createHandler({
    routes: [
      ...loginRoutes,
      ...projectRoutes(store),
      ...jobRoutes(store),
      ...runRoutes(store, { acceptSingularRun: options.acceptSingularRun ?? false }),
    ],
    tokens: new Set(options.tokens ?? ['nf-sandbox']),
    rateLimit: createRateLimit(rateLimit, now, speed),
    guard: createGuard({ host }),
  });
  const server = createServer({ keepAliveTimeout: 60_000 }, handler);
  await listen(server, host, port);
  const { port: taken } = server.address() as AddressInfo; // a TCP server's address is of this form
  return { url: `http://${isIP(host) === 6 ? `[${host}]` : host}:${taken}`, close: () => close(server) };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** A request that is half sent and never goes on must not hold a stop up for longer, in milliseconds. */
const patience = 1000;

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeIdleConnections();
  });
}
