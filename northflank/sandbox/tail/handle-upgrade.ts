import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import type { Guard } from '../../../src/index.ts';
import { ApiError, errorAnswer, errors } from '../request/api-error.ts';
import { authorize } from '../request/authorize.ts';
import { createQueryCheck } from '../request/check-request.ts';
import { selectLines } from '../logs/select-lines.ts';
import type { Query } from '../request/query.ts';
import type { RateLimit } from '../request/rate-limit.ts';
import type { Call } from '../request/route.ts';
import { createRouter } from '../request/router.ts';
import type { LogRoute } from '../routes/logs.ts';
import { jobOf } from '../routes/paths.ts';
import type { Store } from '../state/store.ts';
import type { Tokens } from '../request/tokens.ts';
import { tailLog, type Tailed } from './tail-log.ts';

export interface UpgradeOptions {
  readonly routes: readonly LogRoute[];
  readonly store: Store;
  readonly tokens: Tokens;
  readonly guard: Guard;
  readonly rateLimit: RateLimit;
  readonly catchUp: () => Promise<void>;
}

export interface UpgradeHandler {
  (request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends what is being followed. */
  close(): void;
}

/** How much of the past comes first: so many lines, of so many milliseconds. */
const usualLines = 10;
const usualTime = 30 * 60_000;

/** Handles requests to follow a log over a WebSocket (RFC 6455); what speaks that is loaded with the first of them. */
export function createUpgradeHandler(options: UpgradeOptions): UpgradeHandler {
  const { routes, store, tokens, guard, rateLimit, catchUp } = options;
  const router = createRouter(routes);
  const checks = new Map(routes.map((route) => [route.path, { route, check: createQueryCheck(route) }]));
  let server: WebSocketServer | undefined;

  /** @throws ApiError */
  const accept = (request: IncomingMessage): Tailed => {
    if (guard(request)) throw new ApiError(403, 'Forbidden');
    if (rateLimit.count().refused) throw errors.tooManyRequests();
    const { url = '/' } = request;
    const path = url.replace(/\?.*/s, '');
    const found = router.find('GET', path);
    const known = found && checks.get(found.route.path);
    if (!known) throw errors.unknownRoute();
    const query = known.check(new URLSearchParams(url.slice(path.length)));
    if (query.queryType !== 'tail') throw errors.invalid({ queryType: ['must be "tail" over a WebSocket'] });
    return tailOf(known.route, { path: found.path, query, body: {} });
  };

  const tailOf = ({ lines, access }: LogRoute, call: Call): Tailed => {
    let seen: number | undefined;
    return {
      authorize: (token) => authorize(tokens, token, access),
      async next() {
        await catchUp();
        const until = store.now();
        const { query } = call;
        const from = seen === undefined ? beginOf(query, until) : seen + 1;
        const limit = seen === undefined ? (query.lineLimit ?? usualLines) : Number.POSITIVE_INFINITY;
        seen = until;
        const found = lines(jobOf(store, call), query, { from, until });
        const wanted: Query = { ...query, direction: 'backward', lineLimit: limit };
        return selectLines(found, wanted, { from, until }).toReversed();
      },
    };
  };

  const handle = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const tailed = accept(request);
    const { WebSocketServer } = await import('ws');
    server ??= new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
    server.handleUpgrade(request, socket, head, (webSocket) => void tailLog(webSocket, tailed).catch(warn));
  };

  const handler = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    void handle(request, socket, head).catch((error: unknown) => {
      refuse(socket, error instanceof ApiError ? error : new ApiError(500, 'Internal server error'));
      if (!(error instanceof ApiError)) warn(error);
    });
  };
  return Object.assign(handler, { close: () => server?.clients.forEach((client) => client.terminate()) });
}

function beginOf({ startTime }: Query, now: number): number {
  return startTime === undefined ? now - usualTime : Date.parse(startTime);
}

function refuse(socket: Duplex, error: ApiError): void {
  const { status, body, headers } = errorAnswer(error);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
