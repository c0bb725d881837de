import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sandboxEnvironment } from '../judges/served.mjs';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/**
 * Starts Capstan as a person does, and copies out of what it prints what is to be pasted into clients.
 *
 * @returns {Promise<{ servers: import('./client.mjs').ServerEntry[], stop: () => Promise<void> }>}
 */
export async function startAndCopy() {
  const child = spawn(process.execPath, [cli, 'run', '--sandbox', '--port', '0'], { env: sandboxEnvironment });
  const closed = once(child, 'close');
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  while (!output.includes('Ctrl-C')) await Promise.race([once(child.stdout, 'data'), closed.then(failStart)]);
  const configurations = [...output.matchAll(/^ {2}\{$[^]*?^ {2}\}$/gm)].map(([text]) => JSON.parse(text));
  return {
    servers: configurations.flatMap(({ mcpServers }) => Object.values(mcpServers)),
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

function failStart() {
  throw new Error('Capstan has ended before it was ready.');
}
