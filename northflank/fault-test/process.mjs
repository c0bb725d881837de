import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** A Capstan command that can be killed at any moment and started anew at the same place. It may never end by itself. */
export function restartable(args, environment = {}) {
  let child;
  let ready;
  let isWanted = false;
  process.once('exit', () => child?.kill('SIGKILL'));
  return {
    /** Resolves to the addresses of its servers, by their namespaces. */
    async start() {
      child = spawn(process.execPath, [cli, ...args, '--json'], {
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      isWanted = true;
      let errors = '';
      child.once('close', () => {
        if (isWanted) throw new Error(`${args[0]} ended by itself: ${errors}`);
      });
      child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-4000)));
      let output = '';
      ready = new Promise((resolve, reject) => {
        child.stdout.on('data', (chunk) => {
          output += chunk;
          if (!output.includes('\n')) return;
          const { servers } = JSON.parse(output.slice(0, output.indexOf('\n')));
          resolve(Object.fromEntries(servers.map(({ namespace, url }) => [namespace, url])));
        });
        child.once('close', (code) => reject(new Error(`${args[0]} ended with ${code}: ${errors}`)));
      });
      return ready;
    },
    /** As a power cut would end it. */
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      isWanted = false;
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}
