/** Calls keep their place in a distributed trace (W3C Trace Context) on the way to the API. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { meta2026, send2026 } from '../src/expose/mcp/testing.ts';
import { ask } from './support/ask.ts';
import { recordingUpstream, type RecordingUpstream } from './support/recording-upstream.ts';
import { runDocuments, type RanDocuments } from './support/run-document.ts';

let upstream: RecordingUpstream;
let served: RanDocuments;
beforeAll(async () => {
  upstream = await recordingUpstream();
  upstream.answer = { body: '{"id":"1"}' };
  served = await runDocuments([
    `
naftiko: 1.0.0-alpha2
capability:
  consumes:
  - type: http
    namespace: api
    baseUri: ${upstream.url}
    resources: [{path: /books, operations: [{name: list, method: GET}]}]
  exposes:
  - {type: rest, namespace: r, port: 8080, resources: [{path: /books, operations: [{method: GET, call: api.list}]}]}
  - type: mcp
    namespace: m
    port: 9090
    tools:
    - {name: list, call: api.list}
    - name: list-twice
      steps: [{name: one, type: call, call: api.list}, {name: two, type: call, call: api.list}]
`,
  ]);
});
afterAll(async () => {
  await served.stop();
  await upstream.close();
});

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const tracestate = 'vendor=t61rcWkgMzE';

/** The trace that reaches the upstream with each request made meanwhile. */
async function traces(act: () => Promise<unknown>): Promise<readonly (readonly [unknown, unknown])[]> {
  const before = upstream.requests.length;
  await act();
  return upstream.requests.slice(before).map(({ headers }) => [headers['traceparent'], headers['tracestate']]);
}

const call = (name: string, meta: object) =>
  send2026(served.url('m'), 'tools/call', { name, arguments: {}, _meta: { ...meta2026, ...meta } });

it.each([
  ['a tool', 'list', 1],
  ['each step of a tool', 'list-twice', 2],
])('%s passes it on', async (_, name, requests) => {
  expect(await traces(() => call(name, { traceparent, tracestate }))).toEqual(
    Array.from({ length: requests }, () => [traceparent, tracestate]),
  );
});

it('REST passes it on', async () => {
  expect(await traces(() => ask(served.url('r'), '/books', { headers: ['traceparent', traceparent] }))).toEqual([
    [traceparent, undefined],
  ]);
});

it.each([
  ['no trace', {}, [undefined, undefined]],
  ['what is no trace', { traceparent: 'x\r\nauthorization: Bearer y' }, [undefined, undefined]],
  ['a state that no header can hold', { traceparent, tracestate: 'a\nb' }, [traceparent, undefined]],
])('of %s nothing arrives but the trace', async (_, meta, arrived) => {
  expect(await traces(() => call('list', meta))).toEqual([arrived]);
});
