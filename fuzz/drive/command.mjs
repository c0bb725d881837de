import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, short } from './expect.mjs';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** How long a command may take, in milliseconds: a process must start first. */
const longest = 10_000;

/**
 * Has the real command check a document from standard input, with little memory.
 *
 * @throws Error when it dies, takes long, or shows what is not for users.
 */
export async function checkByCommand(bytes) {
  const child = spawn(process.execPath, ['--max-old-space-size=300', cli, 'check', '-'], { timeout: longest });
  child.stdin.on('error', () => undefined); // it need not read to the end
  child.stdin.end(bytes);
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const [code, signal] = await new Promise((resolve) => child.on('close', (...ended) => resolve(ended)));
  const text = Buffer.concat(output).toString();
  expect(code === 0 || code === 1, () => `capstan check ended with ${code ?? signal}: ${short(text)}`);
  expect(!/A defect in Capstan|^ {4}at .+:\d+:\d+\)?$/m.test(text), () => `capstan check said ${short(text)}`);
  expect(text.length > 0, 'capstan check said nothing.');
}
