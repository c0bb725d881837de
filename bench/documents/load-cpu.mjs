import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from '../measure/median.mjs';

const LIBRARY = fileURLToPath(new URL('../../dist/index.js', import.meta.url));
const PROCESSES = 11;

/**
 * In a process of its own: the code is as cold as it is when a user starts Capstan, only imported already. Beside it a piece
 * of work that is always the same, for a busy machine makes both slower.
 */
const program = `
  const { createHash } = await import('node:crypto');
  const { load, compile } = await import(${JSON.stringify(LIBRARY)});
  const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  const before = cpu();
  const loaded = await load(process.argv[1]);
  compile(loaded.capability, loaded, { given: new Map(), environment: {}, baseUris: new Map(), contractMode: 'lenient', timeout: 1000, maxAnswerBytes: 1e6 });
  const loading = cpu() - before;
  createHash('sha256').update(Buffer.alloc(8 * 1024 * 1024)).digest();
  process.stdout.write(JSON.stringify({ loading, hashing: cpu() - before - loading }));
`;

/**
 * @param {string} document
 * @returns {{ milliseconds: number, toHashing: number }} medians: CPU to load and compile it, after imports; the same as a
 *   multiple of what it takes to hash 8 MB
 */
export function loadCpu(document) {
  /** @returns {{ loading: number, hashing: number }} */
  const one = () =>
    JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '--eval', program, document], { encoding: 'utf8' }),
    );
  const runs = Array.from({ length: PROCESSES }, one);
  return {
    milliseconds: median(runs.map(({ loading }) => loading)),
    toHashing: median(runs.map(({ loading, hashing }) => loading / hashing)),
  };
}
