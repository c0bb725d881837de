import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type Served } from './support/capstan.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'capstan-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const headers = { authorization: 'Bearer nf-sandbox', 'content-type': 'application/json' };
const runsPath = '/v1/projects/default-project/jobs/nightly-report/runs';

describe('a sandbox with a data file that is killed at any moment', () => {
  it('has every run it said it had started, and none twice', { timeout: 120_000 }, async () => {
    const data = join(folder, 'data');
    const acknowledged: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const sandbox = await serve(['sandbox', '--port', '0', '--rate-limit', '0', '--data', data]);
      const found = await allRuns(sandbox);
      expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
      acknowledged.push(...(await startUntilKilled(sandbox, 30 + round * 40)));
    }
    expect(acknowledged.length).toBeGreaterThan(8);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
  });
});

/** Starts runs from several sides at once, and kills the sandbox meanwhile. @returns the runs it said it had started. */
async function startUntilKilled({ process, urls }: Served, after: number): Promise<readonly string[]> {
  const ids: string[] = [];
  const startOneByOne = async (): Promise<void> => {
    for (;;) {
      const response = await fetch(`${urls['northflank-sandbox']}${runsPath}`, { method: 'POST', headers, body: '{}' });
      ids.push(((await response.json()) as { readonly data: { readonly id: string } }).data.id);
    }
  };
  const starting = Array.from({ length: 4 }, () => startOneByOne().catch(() => undefined));
  await expect.poll(() => ids.length, { timeout: 20_000 }).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, after));
  process.kill('SIGKILL');
  await Promise.all([once(process, 'close'), ...starting]);
  return ids;
}

async function allRuns({ urls }: Served): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? '?per_page=100' : `?per_page=100&cursor=${cursor}`;
    const response = await fetch(`${urls['northflank-sandbox']}${runsPath}${query}`, { headers });
    const page = (await response.json()) as {
      readonly data: { readonly runs: readonly { readonly id: string }[] };
      readonly pagination: { readonly cursor?: string };
    };
    for (const { id } of page.data.runs) {
      expect(ids.has(id)).toBe(false);
      ids.add(id);
    }
    cursor = page.pagination.cursor;
  } while (cursor !== undefined);
  return ids;
}
