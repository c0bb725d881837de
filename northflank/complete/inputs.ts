import { Payload, type Inputs, type Json } from '../../src/index.ts';
import { isObject } from './outcomes.ts';

/** The body a caller gave, whichever face it came through; undefined for none. */
export function bodyOf({ body }: Inputs): Json | undefined {
  return body instanceof Payload ? body.value : (body as Json | undefined); // inputs are JSON, but for bodies with their bytes
}

/** The body as an object; an empty one where there is none, or where it is something else. */
export function membersOf(inputs: Inputs): Readonly<Record<string, Json>> {
  const body = bodyOf(inputs);
  return isObject(body) ? body : {};
}

export function textOf(inputs: Inputs, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = inputs[name];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** The job that inputs name, and its project. */
export function jobOf(inputs: Inputs): { readonly projectId: string; readonly jobId: string } {
  return { projectId: textOf(inputs, 'projectId') ?? '', jobId: textOf(inputs, 'jobId') ?? '' };
}
