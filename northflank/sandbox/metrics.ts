import type { Json, JsonObject } from '../../src/index.ts';
import { errors } from './request/api-error.ts';
import { toTimestamp } from './clock.ts';
import { windowOf } from './logs/window.ts';
import type { Query } from './request/query.ts';
import { createRandom } from './random.ts';

/** Something that runs for a time and can be measured, times in milliseconds. */
export interface Measured {
  readonly container: string;
  readonly seed: number;
  readonly from: number;
  readonly until: number;
}

/** Units, and how much there is of it at most. */
const kinds: Readonly<Record<string, { readonly unit: string; readonly most: number; readonly digits: number }>> = {
  cpu: { unit: 'vCPU', most: 0.2, digits: 4 },
  memory: { unit: 'mb', most: 256, digits: 1 },
  networkIngress: { unit: 'kbps', most: 120, digits: 1 },
  networkEgress: { unit: 'kbps', most: 40, digits: 1 },
  tcpConnectionsOpen: { unit: 'count', most: 12, digits: 0 },
  diskUsage: { unit: 'mb', most: 64, digits: 1 },
  // Jobs take no requests.
  requests: { unit: 'rps', most: 0, digits: 0 },
  http4xxResponses: { unit: 'rps', most: 0, digits: 0 },
  http5xxResponses: { unit: 'rps', most: 0, digits: 0 },
  bandwidth: { unit: 'kbps', most: 160, digits: 1 },
  bandwidthVolume: { unit: 'mb', most: 8, digits: 2 },
};

/** The time a range looks at unless told, in seconds. */
const usualTime = 1200;
/** The usual time between two figures, in milliseconds; a long time has them further apart. */
const usualStep = 15_000;
const mostFigures = 500;

/** Figures in the form the API shows them: at one moment, or over a time. @throws ApiError for times that do not fit. */
export function viewMetrics(measured: Iterable<Measured>, query: Query, now: number): JsonObject {
  const all = [...measured];
  const times = timesOf(query, now);
  const { containerName = 'all', metricTypes = ['cpu'] } = query;
  const wanted = all.filter(({ container }) => containerName === 'all' || containerName === container);
  return Object.fromEntries(
    metricTypes.map((type) => [
      type,
      {
        metricInfo: { metricId: type, metricUnit: kinds[type]?.unit ?? 'count', metricResolution: times.step / 1000 },
        values: wanted.flatMap((each) => figuresOf(each, type, times.moments)),
      },
    ]),
  );
}

interface Times {
  readonly step: number;
  readonly moments: readonly number[];
}

function timesOf(query: Query, now: number): Times {
  if (query.queryType !== 'range') {
    const { timestamp } = query;
    return { step: usualStep, moments: [timestamp === undefined ? now : Date.parse(timestamp)] };
  }
  const { from, until } = windowOf(query, now, usualTime);
  if (until < from) throw errors.invalid({ endTime: ['must not be before startTime'] });
  const step = Math.ceil((until - from) / mostFigures / usualStep) * usualStep || usualStep;
  const moments = Array.from({ length: Math.floor((until - from) / step) + 1 }, (_, index) => until - index * step);
  // Of what is to come nothing is known.
  return { step, moments: moments.toReversed().filter((moment) => moment <= now) };
}

/** A container has figures of the time it ran; of one moment that it did not see, it has none. */
function figuresOf({ container, seed, from, until }: Measured, type: string, moments: readonly number[]): Json[] {
  const seen = moments.filter((moment) => moment >= from && moment < until);
  if (seen.length === 0) return [];
  const { most = 0, digits = 0 } = kinds[type] ?? {};
  return [
    {
      metadata: { containerId: container },
      data: seen.map((moment) => ({
        value: Number((createRandom(seed + Math.floor(moment / 1000)).fraction() * most).toFixed(digits)),
        ts: toTimestamp(moment),
      })),
    },
  ];
}
