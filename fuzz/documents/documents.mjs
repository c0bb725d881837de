import * as fc from 'fast-check';
import { expect } from '../drive/expect.mjs';
import { createFolder } from '../drive/folder.mjs';
import { open, serve } from '../drive/open.mjs';
import { releaseConnections } from '../drive/send.mjs';
import { startUpstream } from '../drive/upstream.mjs';
import { callEverything } from './call.mjs';
import { environment } from './credentials.mjs';
import { describedRequests } from './described.mjs';
import { createRandom } from './given.mjs';
import { description } from './grammar.mjs';
import { write } from './write.mjs';

/** What the API answers with; `echo` is the request itself. */
const answers = [
  {
    status: 200,
    type: 'application/json',
    body: '{"a": {"b": [1]}, "items": [{"id": 1, "a": "x"}], "id": 12345678901234567890}',
  },
  { status: 200, type: 'application/json', body: '[{"a": 1}, {"a": 2}]' },
  { status: 200, type: 'application/json', body: '{"__proto__": {"polluted": true}, "constructor": null}' },
  { status: 200, type: 'application/json', body: 'not JSON' },
  { status: 200, type: 'application/json', body: 'echo' },
  { status: 201, type: 'text/plain', body: 'a,b\n1,2\n' },
  { status: 200, type: 'application/xml', body: '<a b="1"><c/>&x;</a>' },
  { status: 204, type: 'text/plain', body: '' },
  { status: 404, type: 'application/json', body: 'echo' },
  { status: 500, type: 'text/html', body: '<h1>No' },
  { status: 304, type: 'text/plain', body: '' },
  { status: 302, type: 'text/plain', body: '' },
];

/** Capability documents of a grammar, with all that callers do to them. */
export async function createDocuments() {
  const folder = createFolder();
  const upstream = await startUpstream();
  folder.write('docs/note.md', 'Take {{id}} to {{q}}.');
  folder.write('docs/dot.gif', Buffer.from('R0lGODlhAQABAAAAACw=', 'base64'));
  folder.write('keys.yaml', 'SECRET: sEcReT-of-the-Api\nVARIABLE: vAr-7\n');
  return {
    arbitrary: fc.record({ description, answer: fc.constantFrom(...answers), seed: fc.integer() }),
    runs: 25,
    show: ({ description: one, ...more }) =>
      [...write(one, upstream.url)].map(([name, text]) => `# ${name}\n${text}`).join('\n') + JSON.stringify(more),
    check: (input) => check(input, upstream, folder),
    async close() {
      folder.remove();
      await upstream.close();
    },
  };
}

async function check({ description: described, answer, seed }, upstream, folder) {
  const [file] = [...write(described, upstream.url)].map(([name, text]) => folder.write(name, text));
  const { program, diagnostics } = await open(file, { environment });
  for (const { message } of diagnostics)
    expect(!message.includes(environment.SECRET), `A diagnostic tells a secret: ${message}`);
  if (!program) return;
  const isDescribed = describedRequests(described, new URL(upstream.url).host);
  upstream.answer = answer;
  const { servers, defects, stop } = await serve(program);
  try {
    for (const server of servers) {
      const { authentication } = described.exposes.find(({ namespace }) => namespace === server.namespace);
      if (JSON.stringify(authentication)?.includes('NOWHERE')) continue; // it lets nobody in
      await callEverything(server, authentication, createRandom(seed), (braces) => {
        for (const request of upstream.take()) isDescribed(request, braces);
      });
    }
  } catch (error) {
    throw defects[0] ?? error;
  } finally {
    releaseConnections();
    await stop();
    upstream.take();
  }
  if (defects.length > 0) throw defects[0];
  expect({}.polluted === undefined, 'The document changed what all objects have.');
}
