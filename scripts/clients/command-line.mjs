/** For clients that are commands: each call is a process that connects anew. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** @returns {Promise<string>} standard output @throws with what the command has said when it fails */
export async function runCommand(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`It ended with ${code}.\n${stdout}${stderr}`);
  return stdout;
}

/** Writes a configuration with one server, `server`. @param {import('./client.mjs').ServerEntry} server */
export async function writeConfiguration(server) {
  const folder = await mkdtemp(path.join(tmpdir(), 'client-'));
  const file = path.join(folder, 'mcp.json');
  await writeFile(file, JSON.stringify({ mcpServers: { server } }));
  return { file, remove: () => rm(folder, { recursive: true }) };
}
