import { expect } from 'vitest';
import type { Got } from './call-sample.ts';
import type { Recorded } from './recording-upstream.ts';
import type { Answered, Headers, Part, SampleCall, Sent } from './sample.ts';

/** Compares the requests that reached the upstream with those that must. */
export async function expectSent(actual: readonly Recorded[], sends: SampleCall['sends']): Promise<void> {
  const expected = sends === 'nothing' ? [] : [sends].flat();
  expect(actual.map(({ method, url }) => `${method} ${url}`)).toEqual(expected.map(({ request }) => request));
  for (const [index, request] of actual.entries()) await expectRequest(request, expected[index] ?? { request: '' });
}

async function expectRequest(actual: Recorded, { headers = {}, body, json, parts }: Sent): Promise<void> {
  expectHeaders(actual.headers, headers);
  if (body !== undefined) expect(actual.body).toEqual(patternOr(body));
  if (json !== undefined) expect(JSON.parse(actual.body)).toEqual(json);
  if (parts !== undefined) expect(await partsOf(actual)).toEqual(parts);
}

export function expectAnswer(actual: Got, answers: Answered): void {
  const { headers = {}, body, json, ...others } = answers;
  if (body !== undefined) expect(actual.json).toMatchObject(body as object); // a scalar has no part: samples use `json`
  if (json !== undefined) expect(actual.json).toEqual(json);
  expect(actual).toMatchObject(others);
  expectHeaders(actual.headers ?? {}, headers);
}

function expectHeaders(actual: Readonly<Record<string, unknown>>, expected: Headers): void {
  const found = Object.keys(expected).map((name) => [name, actual[name] ?? null]);
  const wanted = Object.entries(expected).map(([name, value]) => [name, patternOr(value)]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
}

function patternOr(value: string | null): unknown {
  const pattern = /^\/(.+)\/$/.exec(value ?? '')?.[1];
  return pattern === undefined ? value : expect.stringMatching(pattern);
}

async function partsOf({ headers, body }: Recorded): Promise<readonly Part[]> {
  const form = await new Response(body, { headers: { 'content-type': headers['content-type'] ?? '' } }).formData();
  return Promise.all(
    [...form].map(async ([name, value]) =>
      typeof value === 'string'
        ? { name, value }
        : { name, value: await value.text(), filename: value.name, type: value.type },
    ),
  );
}
