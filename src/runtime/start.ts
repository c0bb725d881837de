import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { ExtendMcp } from '../expose/mcp/extension.ts';
import type { ConfirmPolicy } from '../capability/confirm.ts';
import type { Operation } from '../operation/operation.ts';
import { createGuard } from '../expose/http/guard.ts';
import { createPace, type Pace } from '../expose/http/pace.ts';
import { createIndexPage } from '../expose/index-page/index-page.ts';
import type { Program } from './compile/program.ts';
import type { StdioTransport } from '../expose/mcp/transport/stdio.ts';
import { createFace, type Face } from './face.ts';
import { trackInFlight, type InFlight } from './in-flight.ts';
import { listen, PortUnavailable, type Listener } from './listen.ts';
import type { Log } from './log.ts';
import { originOf } from './serve/address.ts';
import { leavesRootFree } from './serve/alone.ts';
import { exposedServers, isOverStdio, type Exposed } from './serve/exposed.ts';
import { groupByPort, type Group, type WantedPort } from './serve/group-by-port.ts';
import { handleRequests } from './serve/listener-handler.ts';
import { listServers, pathOfServer, type Open } from './serve/list.ts';
import { createServerFinder } from './serve/find-server.ts';
import { place, type Placed } from './serve/place.ts';
import type { Answering } from './serve/rooms.ts';
import { warmUp } from './warm-up.ts';

export type { WantedPort } from './serve/group-by-port.ts';

export interface StartOptions {
  /** The address to bind. */
  readonly host: string;
  /** The port of an exposed server; by default the document's. Servers that want the same port share it. */
  readonly port: (namespace: string, written: number) => WantedPort;
  readonly allowedHosts?: readonly string[];
  readonly allowedOrigins?: readonly string[];
  /** The largest request body, in bytes. */
  readonly maxBodyBytes: number;
  /** How many characters of an answer a model is given, where a tool's document does not say; 100,000 by default. */
  readonly maxResultSize?: number | undefined;
  /** How many calls each caller may make a minute; left out, any number. */
  readonly callsPerMinute?: number;
  readonly log: Log;
  /** At least 32 secret bytes that seal what MCP clients keep for the servers, the same in every process that serves them;
   * left out, what clients keep is worth nothing after a restart. */
  readonly key?: Buffer;
  /** Whether a person is asked before a tool is called; undefined leaves it to the document. */
  readonly confirm?: (tool: Operation) => ConfirmPolicy | undefined;
  /** What serves the MCP server whose transport is stdio; without it, such a server is not served. */
  readonly stdio?: StdioTransport;
  /** Adds tools of a program's own to MCP servers. */
  readonly extendMcp?: ExtendMcp;
}

export interface RunningServer {
  /** The capability's name, which no other has: on a shared port its servers answer below `/<capability>`. */
  readonly capability: string;
  readonly namespace: string;
  readonly type: 'rest' | 'mcp' | 'skill';
  /** `stdio:` for one that is served over standard input and output. */
  readonly url: string;
}

/** Compiled capabilities, being served. */
export interface Running {
  /** In the order of the programs and their servers. */
  readonly servers: readonly RunningServer[];
  /** The address of the index of all that is served; undefined where every `/` is a document's own. */
  readonly index: string | undefined;
  /**
   * Serves other programs instead, on the same listeners where ports are the same. No request is lost. Programs that are
   * no longer served are closed.
   *
   * @throws PortUnavailable when a port cannot be had; then nothing changes.
   */
  reload(programs: readonly Program[]): Promise<readonly RunningServer[]>;
  /** Takes no more requests, lets running ones finish (up to 10 s) and closes everything. */
  stop(): Promise<void>;
}

/** How long running requests may take to finish when a server stops, in milliseconds. */
const grace = 10_000;

interface Site {
  readonly listener: Listener;
  readonly requests: InFlight;
  readonly servers: readonly Placed[];
  /** Ends what would never end by itself. */
  readonly retire: () => void;
}

interface Served {
  /** By the key of their group. */
  readonly sites: ReadonlyMap<string, Site>;
  readonly open: readonly Open[];
  readonly piped: Face | undefined;
}

/** @throws PortUnavailable when a port cannot be had; whatever was started is stopped again. */
export async function start(programs: readonly Program[], given: StartOptions): Promise<Running> {
  const { key = randomBytes(32), callsPerMinute } = given;
  const pace = callsPerMinute === undefined ? undefined : createPace(callsPerMinute);
  const options = { ...given, key, pace };
  let current = programs;
  let served = await serve(programs, new Map(), options);
  const describe = (): readonly RunningServer[] => describeServers(current, served.open, options.host);
  return {
    get servers() {
      return describe();
    },
    get index() {
      return findIndex(served.sites, options.host);
    },
    async reload(next) {
      const before = served.sites;
      const piped = served.piped;
      served = await serve(next, before, options);
      piped?.retire();
      for (const site of before.values()) site.retire();
      const kept = new Set(next);
      const outgoing = current.filter((program) => !kept.has(program));
      current = next;
      const retired = [...before].filter(([key]) => !served.sites.has(key));
      await Promise.all(retired.map(([, { listener }]) => listener.close(grace)));
      // A request may still be arriving, its call to the upstream yet to come.
      await Promise.all([...before.values()].map(({ requests }) => requests.idle(grace)));
      await Promise.all(outgoing.map((program) => program.close()));
      return describe();
    },
    async stop() {
      for (const site of served.sites.values()) site.retire();
      served.piped?.retire();
      await Promise.all([...served.sites.values()].map(({ listener }) => listener.close(grace)));
      await Promise.all(current.map((program) => program.close()));
    },
  };
}

async function serve(
  programs: readonly Program[],
  before: ReadonlyMap<string, Site>,
  options: ServeOptions,
): Promise<Served> {
  const all = exposedServers(programs);
  const exposed = all.filter((one) => !isOverStdio(one));
  const groups = groupByPort(exposed, options.port);
  const handlers = createHandlers(groups, () => findOpen(exposed, sites), options);
  const sites = new Map<string, Site>();
  const opened: Listener[] = [];
  try {
    for (const [{ key, port }, { servers, handle, retire }] of handlers) {
      const requests = trackInFlight(handle);
      const kept = before.get(key)?.listener;
      const listener = kept ?? (await listen(options.host, port, requests.handle).catch(naming(servers)));
      if (!kept) opened.push(listener);
      sites.set(key, { listener, requests, servers, retire });
    }
  } catch (error) {
    await Promise.all(opened.map((listener) => listener.close(0)));
    throw error;
  }
  // Only when everything could be opened does anything change.
  for (const { listener, requests } of sites.values()) listener.handle = requests.handle;
  warmUp(all.flatMap(({ server }) => server.bound.map(({ operation }) => operation)));
  const piped = attachStdio(all.filter(isOverStdio), options);
  return { sites, open: findOpen(exposed, sites), piped };
}

/** There is one pair of pipes, so there is one server at it. */
function attachStdio([first, ...more]: readonly Exposed[], options: ServeOptions): Face | undefined {
  const { log, stdio } = options;
  if (!first) return undefined;
  for (const { server } of stdio ? more : [first, ...more]) {
    log.warn(
      `The MCP server ${server.namespace} is not served: its transport is stdio, which ${stdio ? 'another server has' : 'is not there'}.`,
    );
  }
  if (!stdio) return undefined;
  // Pipes have no Host and no Origin.
  const face = createFace(first.program.capability, first.server, {
    ...options,
    guard: () => undefined,
    base: '',
    findServer: () => undefined,
  });
  face.attach?.(stdio);
  return face;
}

interface Handler {
  readonly servers: readonly Placed[];
  readonly handle: RequestListener;
  readonly retire: () => void;
}

type ServeOptions = StartOptions & { readonly key: Buffer; readonly pace: Pace | undefined };

/** @param open all servers and their ports, once these are known. */
function createHandlers(
  groups: readonly Group[],
  open: () => readonly Open[],
  options: ServeOptions,
): ReadonlyMap<Group, Handler> {
  const {
    host,
    log,
    maxBodyBytes,
    maxResultSize,
    key,
    pace,
    extendMcp,
    confirm,
    allowedHosts = [],
    allowedOrigins = [],
  } = options;
  const guard = createGuard({ host, allowedHosts, allowedOrigins });
  const index = createIndexPage({ guard, listing: () => listServers(open()) });
  const answer = (placed: Placed): Answering & Face => {
    const { program, server, prefix } = placed;
    const face = createFace(program.capability, server, {
      guard,
      maxBodyBytes,
      maxResultSize,
      pace,
      log,
      base: prefix,
      findServer: createServerFinder(program, open),
      key,
      extendMcp,
      confirm,
    });
    return { ...placed, handle: face.handle, retire: face.retire };
  };
  return new Map(
    groups.map((group) => {
      const servers = place(group.servers).map(answer);
      const retire = (): void => servers.forEach((face) => face.retire());
      return [group, { servers, handle: handleRequests(servers, { index, guard }), retire }];
    }),
  );
}

/** Places and ports of all servers, in their order. */
function findOpen(exposed: readonly Exposed[], sites: ReadonlyMap<string, Site>): readonly Open[] {
  const open = new Map(
    [...sites.values()].flatMap(({ listener: { port }, servers }) =>
      servers.map((placed) => [placed.server, { ...placed, port }] as const),
    ),
  );
  return exposed.flatMap(({ server }) => open.get(server) ?? []);
}

function describeServers(programs: readonly Program[], open: readonly Open[], host: string): readonly RunningServer[] {
  const addresses = new Map(open.map((one) => [one.server, describeServer(one, host)]));
  return exposedServers(programs).map(
    ({ capability, server }) =>
      addresses.get(server) ?? { capability, namespace: server.namespace, type: server.face.type, url: 'stdio:' },
  );
}

function describeServer(one: Open, host: string): RunningServer {
  const { capability, server, port } = one;
  const url = originOf(host, port) + pathOfServer(one);
  return { capability, namespace: server.namespace, type: server.face.type, url };
}

/** A port that is shared has the index for certain. */
function findIndex(sites: ReadonlyMap<string, Site>, host: string): string | undefined {
  const all = [...sites.values()];
  const found =
    all.find(({ servers }) => servers.length > 1) ?? all.find(({ servers }) => servers.every(leavesRootFree));
  return found && `${originOf(host, found.listener.port)}/`;
}

/** Says of a port that cannot be had which server it was for. */
function naming([first]: readonly Placed[]): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof PortUnavailable)) throw error;
    throw new PortUnavailable(error.port, error.why, error.cause, first?.server.namespace);
  };
}
