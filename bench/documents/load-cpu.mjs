import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from '../measure/median.mjs';

const LIBRARY = fileURLToPath(new URL('../../dist/index.js', import.meta.url));
const PROCESSES = 11;

/** In a process of its own: the code is as cold as it is when a user starts Capstan, only imported already. */
const program = `
  const { load, compile } = await import(${JSON.stringify(LIBRARY)});
  const before = process.cpuUsage();
  const loaded = await load(process.argv[1]);
  compile(loaded.capability, loaded, { given: new Map(), environment: {}, baseUris: new Map(), contractMode: 'lenient', timeout: 1000, maxAnswerBytes: 1e6 });
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(String((user + system) / 1000));
`;

/** @param {string} document @returns {number} median ms of CPU to load and compile it, after imports */
export function loadCpu(document) {
  const one = () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program, document], { encoding: 'utf8' }));
  return median(Array.from({ length: PROCESSES }, one));
}
