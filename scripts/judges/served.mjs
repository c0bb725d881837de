import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Variables of the machine that would have Capstan call the real Northflank are left out. */
const { NORTHFLANK_API_KEY: _key, NORTHFLANK_API_TOKEN: _token, NF_API_TOKEN: _nf, ...environment } = process.env;
export const sandboxEnvironment = environment;

/**
 * Starts a program that serves and says so in the words of `capstan run --json`.
 *
 * @param {string[]} command program and arguments, seen from the root of the repository
 * @returns {Promise<{ url: (namespace: string) => string, stop: () => Promise<void> }>}
 */
export async function serve([program = '', ...args]) {
  const child = spawn(program, args, { cwd: root, env: sandboxEnvironment, stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([once(lines, 'line'), closed.then(() => [undefined])]);
  if (typeof line !== 'string') throw new Error(`${args.join(' ')} has ended before it was ready.`);
  const { servers } = JSON.parse(line);
  return {
    url(namespace) {
      const found = servers.find((server) => server.namespace === namespace);
      if (!found) throw new Error(`${namespace} is not served.`);
      return found.url;
    },
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

/** Capstan as it is built, serving the Northflank capability in its sandbox on free ports. */
export const serveNorthflank = () =>
  serve([process.execPath, 'dist/cli.js', 'run', '--sandbox', '--port', '0', '--json']);
