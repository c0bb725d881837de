import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts Capstan once and ends it, so that the first start of its user finds the code caches made. Where it cannot start,
 * it leaves them to that one.
 *
 * @param {string} cli
 */
export async function fillCodeCache(cli) {
  const { NORTHFLANK_API_KEY: _, ...environment } = process.env;
  const child = spawn(process.execPath, [cli, 'run', '--json', '--port', '0'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 20_000,
  });
  child.stdout.once('data', () => child.kill('SIGTERM'));
  await once(child, 'exit');
}
