/** Packages that judge Capstan and are no part of it: they are fetched for a run, beside what uses them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * Installs what the package-lock.json of a folder names, unless it is there already. No package runs any code while it is
 * installed.
 *
 * @param {URL} folder ends with a slash
 * @throws in words when the registry cannot be reached or has something else than what is locked
 */
export async function install(folder) {
  const locked = await readFile(new URL('package-lock.json', folder), 'utf8');
  const note = new URL('node_modules/.installed-package-lock.json', folder);
  if ((await readFile(note, 'utf8').catch(() => undefined)) === locked) return;
  // Not `npm ci`, which gives up when an optional package for another system cannot be had.
  const command = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
  const npm = spawn('npm', command, { cwd: fileURLToPath(folder), stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(npm, 'close');
  if (code !== 0)
    throw new Error(`What ${fileURLToPath(folder)}package.json names could not be fetched from the npm registry.`);
  await writeFile(note, locked);
}
