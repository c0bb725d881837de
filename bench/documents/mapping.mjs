import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { median } from '../measure/median.mjs';

const SOURCE = fileURLToPath(new URL('../../src/operation/run/map-output.ts', import.meta.url));
const FIELDS = ['id', 'name', 'state', 'owner', 'size'];
const ITEMS = 1_000;

/** @returns {Promise<number>} median ms to build a list of 1,000 objects of five fields, once it is warm */
export async function measureMapping() {
  const { outputFiles } = await build({
    entryPoints: [SOURCE],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { compileMapping } = await import(`data:text/javascript;base64,${code}`);
  const field = (/** @type {string} */ name) => [name, { path: `$.from.${name}`, type: 'string' }];
  const items = { properties: new Map(FIELDS.map((name) => /** @type {[string, object]} */ (field(name)))) };
  const map = compileMapping({ path: '$.data.items', items });
  const from = Object.fromEntries(FIELDS.map((name, index) => [name, index]));
  const payload = { data: { items: Array.from({ length: ITEMS }, () => ({ from })) } };
  const times = Array.from({ length: 300 }, () => {
    const start = performance.now();
    map(payload, () => undefined);
    return performance.now() - start;
  });
  return median(times.slice(100));
}
