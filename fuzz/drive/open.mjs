import { compile, load, start } from '../../dist/index.js';
import { expect } from './expect.mjs';

/** How long loading and compiling may keep the processor busy, in milliseconds, and what they may add to the heap, in bytes. */
const limits = { milliseconds: 2000, bytes: 300 * 1024 * 1024 };

/**
 * Loads and compiles a document as the command line does.
 *
 * @returns `{loaded, program}`, without a program where there is no document to be had.
 * @throws Error when there is neither a program nor a reason, when a place is not in the text, or when it takes too much.
 */
export async function open(file, { given = new Map(), environment = {}, baseUris = new Map() } = {}) {
  const before = process.cpuUsage();
  const heap = process.memoryUsage().heapUsed;
  const loaded = await load(file);
  const program =
    loaded.capability &&
    compile(loaded.capability, loaded, {
      given,
      environment,
      baseUris,
      contractMode: 'lenient',
      timeout: 2000,
      maxAnswerBytes: 1_000_000,
    });
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1000;
  const grown = process.memoryUsage().heapUsed - heap;
  expect(milliseconds < limits.milliseconds, `Loading and compiling took ${Math.round(milliseconds)} ms.`);
  expect(grown < limits.bytes, `Loading and compiling took ${Math.round(grown / 1024 / 1024)} MB.`);
  const diagnostics = [...loaded.diagnostics, ...(program?.diagnostics ?? [])];
  for (const diagnostic of diagnostics) checkDiagnostic(diagnostic, loaded.texts);
  expect(program || diagnostics.some(({ severity }) => severity === 'error'), 'There is no document and no reason.');
  return { loaded, program, diagnostics };
}

function checkDiagnostic({ code, message, place }, texts) {
  const said = `The diagnostic ${code} (${message})`;
  expect(message.length > 0, `${said} says nothing.`);
  if (place === undefined) return;
  const text = texts.get(place.file);
  // Texts of imported files are kept only where they are capabilities: others may be secrets.
  if (text === undefined) return;
  const line = text.split('\n')[place.line - 1];
  expect(line !== undefined, `${said} is at line ${place.line}, which the text has not.`);
  expect(place.column >= 1 && place.column <= line.length + 1, `${said} is at ${place.line}:${place.column}.`);
}

/**
 * Serves a program, every server on a free port.
 *
 * @returns the servers, the `defects` that are logged, and `stop`.
 */
export async function serve(program) {
  const defects = [];
  const silent = () => undefined;
  const defect = (error) => defects.push(new Error(`A defect: ${error?.message ?? error}`, { cause: error }));
  const log = { calls: false, call: silent, info: silent, warn: silent, error: silent, defect };
  const running = await start([program], { host: '127.0.0.1', port: () => 0, maxBodyBytes: 1_000_000, log });
  return { servers: running.servers, defects, stop: () => running.stop() };
}
