import { isIP } from 'node:net';
import { createGuard } from '../expose/http/guard.ts';
import type { Program } from './compile.ts';
import { createFace } from './face.ts';
import { trackInFlight, type InFlight } from './in-flight.ts';
import { listen, PortUnavailable, type Listener } from './listen.ts';
import type { Log } from './log.ts';
import { warmUp } from './warm-up.ts';

export interface StartOptions {
  /** The address to bind. */
  readonly host: string;
  /** The port of an exposed server; by default the document's. */
  readonly port: (namespace: string, written: number) => number;
  readonly allowedHosts?: readonly string[];
  readonly allowedOrigins?: readonly string[];
  /** The largest request body, in bytes. */
  readonly maxBodyBytes: number;
  readonly log: Log;
}

export interface RunningServer {
  readonly namespace: string;
  readonly type: 'rest' | 'mcp';
  readonly url: string;
}

/** Compiled capabilities, being served. */
export interface Running {
  readonly servers: readonly RunningServer[];
  /** Serves other programs instead, on the same listeners where namespaces and ports are the same. No request is lost. */
  reload(programs: readonly Program[]): Promise<readonly RunningServer[]>;
  /** Takes no more requests, lets running ones finish (up to 10 s) and closes everything. */
  stop(): Promise<void>;
}

/** How long running requests may take to finish when a server stops, in milliseconds. */
const grace = 10_000;

interface Served {
  readonly listener: Listener;
  readonly requests: InFlight;
  readonly wanted: number;
  readonly about: RunningServer;
}

/** @throws PortUnavailable when a port cannot be had; whatever was started is stopped again. */
export async function start(programs: readonly Program[], options: StartOptions): Promise<Running> {
  let current = programs;
  let served = await serve(programs, new Map(), options);
  const servers = (): readonly RunningServer[] => [...served.values()].map(({ about }) => about);
  return {
    get servers() {
      return servers();
    },
    async reload(next) {
      const before = served;
      served = await serve(next, before, options);
      const outgoing = current;
      current = next;
      const kept = new Set([...served.values()].map(({ listener }) => listener));
      const retired = [...before.values()].filter(({ listener }) => !kept.has(listener));
      await Promise.all(retired.map(({ listener }) => listener.close(grace)));
      // A request may still be arriving, its call to the upstream yet to come.
      await Promise.all([...before.values()].map(({ requests }) => requests.idle(grace)));
      await Promise.all(outgoing.map((program) => program.close()));
      return servers();
    },
    async stop() {
      await Promise.all([...served.values()].map(({ listener }) => listener.close(grace)));
      await Promise.all(current.map((program) => program.close()));
    },
  };
}

async function serve(
  programs: readonly Program[],
  before: ReadonlyMap<string, Served>,
  options: StartOptions,
): Promise<ReadonlyMap<string, Served>> {
  const { host, log, maxBodyBytes } = options;
  const guard = createGuard({
    host,
    allowedHosts: options.allowedHosts ?? [],
    allowedOrigins: options.allowedOrigins ?? [],
  });
  const served = new Map<string, Served>();
  const opened: Listener[] = [];
  const switches: (() => void)[] = [];
  try {
    for (const { capability, servers } of programs) {
      for (const server of servers) {
        const { namespace, face } = server;
        const requests = trackInFlight(createFace(capability, server, { guard, maxBodyBytes, log }));
        const wanted = options.port(namespace, server.port);
        const key = keyOf(namespace, served);
        const kept = before.get(key);
        const reuse = kept?.wanted === wanted ? kept.listener : undefined;
        const listener = reuse ?? (await listen(host, wanted, requests.handle).catch(naming(namespace)));
        if (reuse) switches.push(() => (reuse.handle = requests.handle));
        else opened.push(listener);
        served.set(key, {
          listener,
          requests,
          wanted,
          about: { namespace, type: face.type, url: address(host, listener.port, face.type) },
        });
      }
    }
  } catch (error) {
    await Promise.all(opened.map((listener) => listener.close(0)));
    throw error;
  }
  // Only when everything could be opened does anything change.
  for (const switchOver of switches) switchOver();
  warmUp(programs.flatMap(({ servers }) => servers.flatMap(({ bound }) => bound.map(({ operation }) => operation))));
  return served;
}

/** Two documents may expose servers of the same name; the second and further ones are told apart by their number. */
function keyOf(namespace: string, served: ReadonlyMap<string, Served>): string {
  let key = namespace;
  for (let count = 2; served.has(key); count++) key = `${namespace} ${count}`;
  return key;
}

/** Says of a port that cannot be had which server it was for. */
function naming(namespace: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof PortUnavailable ? new PortUnavailable(error.port, error.why, error.cause, namespace) : error;
  };
}

function address(host: string, port: number, type: 'rest' | 'mcp'): string {
  const name = isIP(host) === 6 ? `[${host}]` : host;
  return `http://${name}:${port}${type === 'mcp' ? '/mcp' : ''}`;
}
