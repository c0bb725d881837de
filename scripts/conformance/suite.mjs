/** The official conformance suite: the package @modelcontextprotocol/conformance, run as its users run it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from '../judges/install.mjs';
import { newerNode } from '../judges/newer-node.mjs';

const folder = new URL('../../test/conformance/', import.meta.url);
const program = fileURLToPath(new URL('node_modules/@modelcontextprotocol/conformance/dist/index.js', folder));

/**
 * @typedef {object} Check
 * @property {string} id
 * @property {'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO'} status
 * @property {string} [errorMessage]
 * @property {{ untestable?: boolean }} [details]
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {string | undefined} unscored why it does not count for the revision: `extension`, `pending`…
 * @property {Check[]} checks none when the scenario did not run to its end
 */

/** @returns {Promise<(url: string, revision: string) => Promise<Scenario[]>>} */
export async function prepareSuite() {
  await install(folder);
  const node = await newerNode();
  return async (url, revision) => {
    const results = await mkdtemp(path.join(tmpdir(), 'conformance-'));
    // It tells DNS rebinding by a Host that is not localhost, so it has to be called by that name.
    const { port, pathname } = new URL(url);
    const address = `http://localhost:${port}${pathname}`;
    const output = await run(node, [program, 'server', '--url', address, '--requirements', revision, '-o', results]);
    const scenarios = await readScenarios(output, results);
    await rm(results, { recursive: true });
    if (scenarios.length === 0) throw new Error(`The suite has run nothing:\n${output}`);
    return scenarios;
  };
}

async function run(node, args) {
  const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  await once(child, 'close');
  return output;
}

/** What was run stands in the output, what came of it in a folder a scenario, named after it and the time. */
async function readScenarios(output, results) {
  const unscored = new Map([...output.matchAll(/^ {2}[✓✗] (\S+) \((.+)\)$/gm)].map(([, name, why]) => [name, why]));
  const folders = await readdir(results);
  const started = [...output.matchAll(/^=== Running scenario: (\S+) ===$/gm)].map(([, name]) => name);
  return Promise.all(
    started.map(async (name) => {
      const own = folders.find((one) => one.startsWith(`server-${name}-2`));
      const checks = own ? JSON.parse(await readFile(path.join(results, own, 'checks.json'), 'utf8')) : [];
      return { name, unscored: unscored.get(name), checks };
    }),
  );
}
