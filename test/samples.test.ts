/**
 * Golden samples: each file of test/samples is a document, and calls with what they must send upstream and answer. They
 * are meant to be read: what Capstan makes of a document is shown there, not described.
 */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callSample, listTools } from './support/call-sample.ts';
import { expectAnswer, expectSent } from './support/expect-sample.ts';
import { readSample, type SampleCall } from './support/sample.ts';
import { serveSample, type ServedSample } from './support/serve-sample.ts';

const folder = new URL('./samples/', import.meta.url);

for (const file of readdirSync(folder).sort()) {
  const sample = readSample(new URL(file, folder));
  const { diagnostics, serves, tools, calls = [] } = sample;

  describe(`${file}: ${sample.about}`, () => {
    let served: ServedSample;

    beforeAll(async () => void (served = await serveSample(file, sample)));
    afterAll(() => served?.stop());

    if (diagnostics) {
      it('is diagnosed', () => {
        const codes = new Set(served.diagnostics.map(({ code }) => code));
        expect([...codes].sort()).toEqual([...diagnostics].sort());
      });
    }
    if (serves) it('is served', () => expect(served.servers.map(({ namespace }) => namespace)).toEqual(serves));
    if (tools) it('lists its tools', async () => expect(await listTools(served.servers)).toMatchObject(tools));

    for (const call of calls) {
      it(nameOf(call), async () => {
        served.upstream.answer = call.upstream ?? {};
        const before = served.upstream.requests.length;
        const answer = await callSample(served.servers, call);
        await expectSent(served.upstream.requests.slice(before), call.sends);
        expectAnswer(answer, call.answers ?? {});
      });
    }
  });
}

function nameOf({ rest, tool }: SampleCall): string {
  const name = rest?.request ?? `${tool?.name} ${JSON.stringify(tool?.arguments ?? {})}`;
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}
