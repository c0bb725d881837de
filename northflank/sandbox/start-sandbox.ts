import { createServer, type Server } from 'node:http';
import { isIP, type AddressInfo } from 'node:net';
import { createGuard } from '../../src/index.ts';
import { createAnswers } from './request/answer-request.ts';
import { createFaultList } from './faults/fault-list.ts';
import { readFault } from './faults/read-fault.ts';
import { createHandler } from './handle-request.ts';
import { createRandom } from './random.ts';
import { createRateLimit, usualLimit } from './request/rate-limit.ts';
import { createRouter } from './request/router.ts';
import { allRoutes } from './routes/all-routes.ts';
import { logRoutes } from './routes/logs.ts';
import type { SandboxOptions } from './sandbox-options.ts';
import { createScheduler } from './scheduler.ts';
import { createUpgradeHandler } from './tail/handle-upgrade.ts';
import { readTokens } from './request/tokens.ts';
import { openWorld } from './world.ts';

export interface Sandbox {
  /** Its origin, without `/v1`. */
  readonly url: string;
  /** Takes no more requests and lets those under way end. */
  close(): Promise<void>;
}

/**
 * Starts a Northflank jobs API, in memory or with its state in a file.
 *
 * @throws the error of node's server when it cannot listen, such as EADDRINUSE; an OptionError for tokens and faults that
 *   are none; a DataFileError for a file that cannot be used.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, seed = 1, rateLimit: limit = usualLimit } = options;
  const tokens = readTokens(options.tokens ?? ['nf-sandbox']);
  // Of its own, so that faults change no ids.
  const faults = createFaultList((options.faults ?? []).map(readFault), createRandom(seed + 1));
  const guard = createGuard({ host });

  const world = await openWorld({ projects: ['default-project'], speed: 1, ...options, seed });
  const { store, clock } = world;
  const scheduler = createScheduler(store);
  const catchUp = (): Promise<void> => scheduler.catchUp();
  const rateLimit = createRateLimit(limit, clock.now, clock.speed);
  const logs = logRoutes(store);
  const routes = [...allRoutes(store, { acceptSingularRun: options.acceptSingularRun ?? false }), ...logs];

  const handler = createHandler({
    guard,
    rateLimit,
    faults,
    answer: createAnswers({ routes, router: createRouter(routes), tokens, catchUp }),
    settled: () => world.settled(),
    control: async (request, path) => {
      const { control } = await import('./control.ts');
      return control({ clock, faults, clockMoved: () => world.clockMoved() }, request, path);
    },
  });
  const upgrade = createUpgradeHandler({ routes: logs, store, tokens, guard, rateLimit, catchUp });
  const server = createServer({ keepAliveTimeout: 60_000 }, handler).on('upgrade', upgrade);
  await listen(server, host, port).catch(async (error: unknown) => {
    await world.close();
    throw error;
  });
  const { port: taken } = server.address() as AddressInfo; // a TCP server's address is of this form
  return {
    url: `http://${isIP(host) === 6 ? `[${host}]` : host}:${taken}`,
    async close() {
      upgrade.close();
      await close(server);
      await world.close();
    },
  };
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
