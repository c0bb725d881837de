/** Everything Capstan prints and answers is searched for the key, with an upstream that gives it away wherever it can. */
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { capstan, serve } from './support/capstan.ts';
import { serveHttp, type TestServer } from './support/serve.ts';

const key = 'nf-5ecret.Key+of/ours==';
const env = { NORTHFLANK_API_KEY: key };

/** Answers with the key in its headers, its body and its errors. */
const indiscreet: RequestListener = (request, response) => {
  const given = request.headers.authorization ?? '';
  const failing = request.method === 'POST';
  response.writeHead(failing ? 400 : 200, {
    'content-type': 'application/json',
    'x-request-id': given,
    etag: `"${given}"`,
  });
  response.write(`{"error":{"message":"bad token ${given.slice(0, 12)}`);
  // In two pieces, so that no piece holds the key whole.
  setTimeout(() => response.end(`${given.slice(12)}"},"data":{"jobs":[]}}`), 20);
};
let upstream: TestServer;
let base: string;

beforeAll(async () => {
  upstream = await serveHttp(indiscreet);
  base = `${upstream.origin}/v1`;
});
afterAll(() => upstream.close());

it('shows the key nowhere', async () => {
  const shown: string[] = [];
  const note = (...texts: readonly string[]): void => void shown.push(...texts);
  const served = await serve(['run', '--port', '0', '--base-uri', base, '--log-level', 'debug'], { env });
  const rest = `${served.urls['northflank-jobs-rest']}/v1/projects/p/jobs`;
  for (const [path, method] of [
    ['', 'GET'],
    ['/j/run', 'POST'],
    [`/${encodeURIComponent(key)}/nope`, 'GET'],
  ] as const) {
    const response = await fetch(rest + path, { method });
    const answer = [...response.headers].join('\n') + (await response.text());
    if (!path.includes('nope')) note(answer);
  }
  for (const [name, given] of [
    ['list-jobs-project', { projectId: 'p' }],
    ['run-job', { projectId: 'p', jobId: 'j' }],
    ['nope', {}],
  ] as const) {
    const response = await fetch(served.urls['northflank-jobs-mcp'] ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } }),
    });
    note(await response.text());
  }
  await served.stop();
  note(served.output().stdout, served.output().stderr);
  for (const args of [
    ['plan', 'northflank-jobs'],
    ['plan', 'northflank-jobs', '--json'],
    ['check', 'northflank-jobs', '--json'],
    ['call', 'northflank-jobs', 'list-jobs-project', 'projectId=p', '--base-uri', base],
    ['call', 'northflank-jobs', 'run-job', 'projectId=p', 'jobId=j', '--base-uri', base],
    ['call', 'northflank-jobs', 'run-job', 'projectId=p', 'jobId=j', '--dry-run'],
    ['call', 'northflank-jobs', 'list-jobs-project', 'projectId=p', '--base-uri', 'http://127.0.0.1:1'],
  ]) {
    const { stdout, stderr } = await capstan(args, { env });
    note(stdout, stderr);
  }
  expect(shown.join('').length).toBeGreaterThan(5000);
  expect(shown.filter((text) => text.includes(key))).toEqual([]);
});
