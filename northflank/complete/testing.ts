import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { compile, load, type Operation, type Outcome, type Program } from '../../src/index.ts';
import { northflankJobsComplete } from '../index.ts';
import { decorateJobs } from './decorate-jobs.ts';
import { readSettings } from './settings.ts';
import { openLedger } from './starts/ledger.ts';

/** For the tests of this folder: a job whose runs can be started, on a server that does what a test says. */

export const job = { projectId: 'acme', jobId: 'report' } as const;

/** What happens to a request that starts a run: whether it starts, and what its caller sees. */
export type Fate = 'answer' | 'drop before' | 'drop after' | '500 after' | '400' | '429';

export interface FakeNorthflank {
  readonly url: string;
  /** How long it takes to answer those that start a run, in milliseconds. */
  latency: number;
  /** Of the next requests to start a run, in this order; all others are answered. */
  readonly fates: Fate[];
  /** So many of the next requests to list the runs fail. */
  unlisted: number;
  /** The ids of the runs that were started, the oldest first. */
  readonly started: string[];
  /** The bodies of the requests that started them. */
  readonly bodies: unknown[];
  /** Answers a request of another kind: a status and a body, or undefined for 404. */
  answer: (method: string, path: string) => readonly [number, unknown] | undefined;
  /** Starts a run that nobody of the test asked for. */
  startByHand(): string;
  /** As if nothing had been started. */
  forget(): void;
  close(): Promise<void>;
}

export async function fakeNorthflank(): Promise<FakeNorthflank> {
  const runs: { readonly id: string; readonly runName: string; readonly startedAt: string }[] = [];
  const bodies: unknown[] = [];
  const started: string[] = [];
  const start = (): string => {
    const id = randomUUID();
    const startedAt = `${new Date().toISOString().slice(0, 19)}Z`;
    runs.unshift({ id, runName: `report-${id.slice(-12)}`, startedAt });
    started.push(id);
    return id;
  };
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await textOf(request);
    const { method = '', url = '' } = request;
    if (url.startsWith('/v1/projects/acme/jobs/report/runs')) {
      if (method === 'POST') {
        await new Promise((resolve) => setTimeout(resolve, fake.latency));
        return post(request, response, body);
      }
      if (method === 'GET' && !/runs\//.test(url)) {
        if (fake.unlisted-- > 0) return send(response, 503, { error: { status: 503, message: 'Not now' } });
        return send(response, 200, { data: { runs }, pagination: { hasNextPage: false, count: runs.length } });
      }
    }
    const [status, content] = fake.answer(method, url) ?? [404, { error: { status: 404, message: 'Not found' } }];
    return send(response, status, content);
  };
  const post = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const fate = fake.fates.shift() ?? 'answer';
    if (fate === 'drop before') return void request.socket.destroy();
    if (fate === '429')
      return send(response, 429, { error: { status: 429, message: 'Too many' } }, { 'x-ratelimit-reset': '0.1' });
    if (fate === '400') return send(response, 400, { error: { status: 400, message: 'No' } });
    const id = start();
    bodies.push(JSON.parse(body));
    if (fate === 'drop after') return void request.socket.destroy();
    if (fate === '500 after') return send(response, 500, { error: { status: 500, message: 'Oh' } });
    return send(response, 200, { data: { id, runName: `report-${id.slice(-12)}` } });
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeNorthflank = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, // a TCP server's address is of this form
    latency: 0,
    fates: [],
    unlisted: 0,
    started,
    bodies,
    answer: () => undefined,
    startByHand: start,
    forget: () => void (runs.splice(0), started.splice(0)),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
  return fake;
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-ratelimit-remaining': '900',
    'x-ratelimit-reset': '3600',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

export interface OpenedJobs {
  readonly program: Program;
  rest(name: string): Operation;
  tool(name: string): Operation;
  close(): Promise<void>;
}

let reading: ReturnType<typeof read> | undefined;

function read() {
  const contract = fileURLToPath(northflankJobsComplete.contract);
  const contracts = new Map([['northflank', contract]]);
  return load(fileURLToPath(northflankJobsComplete.document), { contracts: () => contracts });
}

/** The complete capability in front of a Northflank, with these variables. */
export async function openJobs(url: string, variables: Readonly<Record<string, string>> = {}): Promise<OpenedJobs> {
  const loaded = await (reading ??= read());
  if (!loaded.capability) throw new Error('no capability');
  const settings = readSettings((name) => ({ NORTHFLANK_SETTLE_SECONDS: '0.05', ...variables })[name]);
  const ledger = await openLedger({ file: settings.dataFile, lifetime: settings.keyLifetime });
  const program = compile(loaded.capability, loaded, {
    given: new Map([['NORTHFLANK_API_KEY', 'the-token']]),
    environment: {},
    baseUris: new Map([['northflank', url]]),
    contractMode: 'lenient',
    timeout: 5000,
    maxAnswerBytes: 1024 * 1024,
    decorate: decorateJobs(settings, ledger),
  });
  const find = (namespace: string, name: string): Operation => {
    const found = program.servers
      .find((server) => server.namespace === namespace)
      ?.bound.find(({ operation }) => operation.name === name);
    if (!found) throw new Error(`there is no ${name}`);
    return found.operation;
  };
  return {
    program,
    rest: (name) => find('northflank-rest', name),
    tool: (name) => find('northflank-mcp', name),
    close: () => program.close(),
  };
}

/** The id of the run that was started, or the code of what went wrong. */
export function cameTo(outcome: Outcome): string {
  if (outcome.kind === 'failure') return outcome.failure.code;
  if (outcome.kind === 'refused') return String(outcome.answer.status);
  return outcome.kind === 'value'
    ? (outcome.value as { readonly data: { readonly id: string } }).data.id
    : outcome.kind;
}
