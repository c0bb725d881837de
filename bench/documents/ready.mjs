import { API_KEY } from '../servers/jobs.mjs';
import { residentMegabytes } from '../process/proc.mjs';
import { startServer } from '../process/server.mjs';
import { executable } from '../subjects/capstan.mjs';

/** @param {string[]} args of `capstan run` @returns {import('../process/server.mjs').ServerLaunch} */
export const runCapstan = (args) => ({
  command: [process.execPath, executable(), 'run', '--json', '--port', '0', ...args],
  env: { NORTHFLANK_API_KEY: API_KEY },
});

/** @param {string[]} args @returns {Promise<{ ready: number, peak: number }>} ms from the spawn, and MB at the most until then */
export async function measureReady(args) {
  const server = await startServer(runCapstan(args));
  const { peak } = residentMegabytes(server.pid);
  await server.stop();
  return { ready: server.bootMs, peak };
}
