/** `--rate-limit` bounds what each caller may ask of the API behind a server. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { json } from '../src/expose/mcp/testing.ts';
import { serve, type Served } from './support/capstan.ts';

let served: Served;
beforeAll(async () => void (served = await serve(['run', '--port', '0', '--rate-limit', '2'])));
afterAll(() => served.stop());

it('is kept over REST and MCP together, and says when to call again', async () => {
  const jobs = `${served.urls['northflank-jobs-rest']}/v1/projects/default-project/jobs`;
  const list = { method: 'POST', headers: json, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }) };
  const mcp = served.urls['northflank-jobs-mcp'] ?? '';
  expect([(await fetch(jobs)).status, (await fetch(mcp, list)).status]).toEqual([200, 200]);
  const refused = await fetch(jobs);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  expect(await refused.json()).toMatchObject({ code: 'too-many-calls', retry: 'safe' });
  const refusedTool = await fetch(mcp, list);
  expect(refusedTool.status).toBe(429);
  expect(await refusedTool.json()).toMatchObject({ error: { data: { code: 'too-many-calls' } } });
});
