/**
 * Golden samples: each file of test/samples is a document, and calls with what they must send upstream and answer. They
 * are meant to be read: what Capstan makes of a document is shown there, not described.
 */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callSample, listMcp } from './support/call-sample.ts';
import { expectAnswer, expectSent } from './support/expect-sample.ts';
import { readSample, type Sample, type SampleCall } from './support/sample.ts';
import { serveSample, type ServedSample } from './support/serve-sample.ts';

const folder = new URL('./samples/', import.meta.url);

for (const file of readdirSync(folder).sort()) {
  const sample = readSample(new URL(file, folder));
  const { diagnostics, serves, calls = [] } = sample;

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
    for (const { method, key, expected } of lists(sample)) {
      it(`says in ${method} what there is`, async () => {
        expect(await listMcp(served.servers, method, key)).toMatchObject(expected);
      });
    }

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

function lists({ tools, resources, templates, prompts }: Sample): readonly List[] {
  const all = [
    { method: 'tools/list', key: 'tools', expected: tools },
    { method: 'resources/list', key: 'resources', expected: resources },
    { method: 'resources/templates/list', key: 'resourceTemplates', expected: templates },
    { method: 'prompts/list', key: 'prompts', expected: prompts },
  ];
  return all.flatMap(({ expected, ...list }) => (expected ? [{ ...list, expected }] : []));
}

interface List {
  readonly method: string;
  readonly key: string;
  readonly expected: readonly object[];
}

function nameOf({ rest, tool, resource, prompt }: SampleCall): string {
  const named = tool ?? prompt;
  const name = rest?.request ?? resource?.uri ?? `${named?.name} ${JSON.stringify(named?.arguments ?? {})}`;
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}
