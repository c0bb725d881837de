import { readdir, readFile } from 'node:fs/promises';

/**
 * @param {string} root the project's folder, with a slash
 * @param {readonly string[]} inputs the bundled files
 * @returns {Promise<string>} the licence texts of every package that one of them comes from
 */
export async function licences(root, inputs) {
  const packages = new Set(
    inputs.map((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]).filter(Boolean),
  );
  const texts = [];
  for (const name of [...packages].sort((one, other) => one.localeCompare(other))) {
    const folder = `${root}node_modules/${name}`;
    const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(`${folder}/${file}`, 'utf8') : `Licence: ${license}`;
    texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
