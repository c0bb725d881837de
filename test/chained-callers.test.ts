/** One document calls the servers of another, which ask it to authenticate: what we ask of callers, we can show as one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { recordingUpstream, type RecordingUpstream } from './support/recording-upstream.ts';
import { runDocuments } from './support/run-document.ts';

let upstream: RecordingUpstream;
beforeAll(async () => void (upstream = await recordingUpstream()));
afterAll(() => upstream.close());

/** The same words are for who asks and for who is asked. */
const authentications = [
  "{type: bearer, token: '{{DOOR}}'}",
  "{type: basic, username: ada, password: 'päss-{{DOOR}}'}",
  "{type: digest, username: jürgen, password: 'päss-{{DOOR}}'}",
  "{type: apikey, key: X-Door, value: '{{DOOR}}', placement: header}",
  "{type: apikey, key: door key, value: '{{DOOR}}&=', placement: query}",
];

const document = (name: string, baseUri: string, consumed: string, exposed: string): string => `
ikanos: 1.0.0-beta5
info: {display: ${name}}
capability:
  consumes:
  - {type: http, namespace: up, baseUri: '${baseUri}', ${consumed} resources: [{path: /doors, operations: [{name: list, method: GET, inputParameters: [{name: x, in: query}]}]}]}
  exposes:
  - {type: rest, namespace: ${name}, port: 8080, ${exposed} resources: [{path: /doors, operations: [{name: list, method: GET, call: up.list}]}]}
`;

it.each(authentications)(
  'a server that asks for %s is called with it, also below its name on a port it shares',
  async (authentication) => {
    const environment = { DOOR: 'open-sesame' };
    const asked = document('inner', upstream.url, '', `authentication: ${authentication},`);
    const inner = await runDocuments([asked, document('other', upstream.url, '', '')], { environment });
    const { origin } = new URL(inner.url('inner'));
    const outer = await runDocuments(
      [document('outer', `${origin}/document-0`, `authentication: ${authentication},`, '')],
      { environment },
    );
    for (const target of ['/doors', '/doors?x=1', '/doors?x=a%20b']) {
      const before = upstream.requests.length;
      expect((await ask(outer.url('outer'), target)).status).toBe(200);
      expect(upstream.requests.slice(before).map(({ url }) => url)).toEqual([target]);
    }
    await outer.stop();
    await inner.stop();
  },
);
