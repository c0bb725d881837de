import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '../../src/index.ts';
import { success, type Answer } from './request/answer.ts';
import { errors } from './request/api-error.ts';
import { toTimestamp, type SettableClock } from './clock.ts';
import type { FaultList } from './faults/fault-list.ts';
import { readFault } from './faults/read-fault.ts';
import { OptionError } from './option-error.ts';
import { readBody } from './request/read-body.ts';

export interface Controlled {
  readonly clock: SettableClock;
  readonly faults: FaultList;
  /** Hears that the clock was put forward, and keeps it. */
  readonly clockMoved: () => Promise<void>;
}

/** How far the clock can be put forward at once, in seconds: seven days. */
const furthest = 7 * 24 * 3600;

/**
 * Answers requests to the sandbox itself, from this machine alone: to look at its clock and put it forward, and to see,
 * add and clear faults. They count for no rate, and no fault strikes them.
 */
export async function control(
  { clock, faults, clockMoved }: Controlled,
  request: IncomingMessage,
  path: string,
): Promise<Answer> {
  if (!isLoopback(request.socket.remoteAddress)) throw errors.unknownRoute();
  const state = (): Answer =>
    success({ now: toTimestamp(clock.now()), speed: clock.speed, faults: [...faults.list()] });
  const asked = `${request.method} ${path}`;
  if (asked === 'GET /__sandbox') return state();
  if (asked === 'POST /__sandbox/clock') {
    const { advance } = await bodyOf(request);
    if (typeof advance !== 'number' || !(advance >= 0 && advance <= furthest)) {
      throw errors.invalid({ advance: [`must be a number of seconds from 0 to ${furthest}`] });
    }
    clock.advance(advance * 1000);
    await clockMoved();
    return state();
  }
  if (asked === 'POST /__sandbox/faults') {
    const { faults: specs } = await bodyOf(request);
    if (!Array.isArray(specs)) throw errors.invalid({ faults: ['must be a list of faults'] });
    faults.add(specs.map((spec) => readGiven(String(spec))));
    return state();
  }
  if (asked === 'DELETE /__sandbox/faults') {
    faults.clear();
    return state();
  }
  throw errors.unknownRoute();
}

function readGiven(spec: string): ReturnType<typeof readFault> {
  try {
    return readFault(spec);
  } catch (error) {
    throw error instanceof OptionError ? errors.invalid({ faults: [error.message] }) : error;
  }
}

async function bodyOf(request: IncomingMessage): Promise<JsonObject> {
  try {
    const value: unknown = JSON.parse(await readBody(request));
    if (typeof value === 'object' && value !== null) return value as JsonObject; // it came as JSON
  } catch {
    // Told below.
  }
  throw errors.invalid({ object: ['must be a JSON object'] });
}

function isLoopback(address = ''): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
