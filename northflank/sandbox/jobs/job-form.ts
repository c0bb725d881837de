import type { JsonObject } from '../../../src/index.ts';
import type { JobRequest } from './job-request.ts';

/**
 * How a job is asked for. The newer form has its limits in `settings`, and makes a cron job where there is
 * `settings.cron`; the older ones have them beside the name.
 */
export type JobForm = 'combined' | 'manual' | 'cron';

/** A request, or a change, in the newer form. Which fields there are stays as it was. */
export function toCombined(form: JobForm, body: JsonObject): JsonObject {
  if (form === 'combined') return body;
  const { backoffLimit, runOnSourceChange, activeDeadlineSeconds, schedule, suspended, concurrencyPolicy, ...rest } =
    body;
  const cron = defined({ schedule, suspended, concurrencyPolicy });
  const settings = {
    ...defined({ backoffLimit, runOnSourceChange, activeDeadlineSeconds }),
    ...(form === 'cron' && { cron }),
  };
  return { ...rest, settings };
}

/** The other way round, for an answer in the form that was asked with. */
export function fromCombined(form: JobForm, request: JobRequest): JsonObject {
  const { settings, ...rest } = request;
  const { cron, ...limits } = settings ?? {};
  const older = { ...rest, ...limits, ...(form === 'cron' && cron) };
  return (form === 'combined' ? request : older) as unknown as JsonObject; // it came as JSON
}

function defined(fields: Readonly<Record<string, JsonObject[string] | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as JsonObject;
}
