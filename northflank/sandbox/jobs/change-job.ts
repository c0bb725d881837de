import type { Json, JsonObject } from '../../../src/index.ts';
import type { JobRequest } from './job-request.ts';

/** Objects whose fields are changed one by one; all others, such as environments, are replaced as a whole. */
const merged = new Set(['billing', 'settings', 'settings.cron', 'buildConfiguration', 'buildSettings', 'deployment']);

/** A job as it is asked for after a change: what the change leaves out stays, what it sets to null goes. */
export function changeRequest(request: JobRequest, change: JsonObject): JobRequest {
  return merge(request as unknown as JsonObject, change, '') as unknown as JobRequest; // both came as JSON
}

function merge(before: JsonObject, change: JsonObject, path: string): JsonObject {
  const result = new Map<string, Json>(Object.entries(before));
  for (const [name, value] of Object.entries(change)) {
    const place = path === '' ? name : `${path}.${name}`;
    const old = result.get(name);
    if (value === null) result.delete(name);
    else if (merged.has(place) && isObject(value)) result.set(name, merge(isObject(old) ? old : {}, value, place));
    else result.set(name, value);
  }
  return Object.fromEntries(result);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
