import { compile, createLog, load, start } from '../../../dist/index.js';

/** The largest body and answer, in bytes. */
const maxBytes = 16 * 1024 * 1024;

const log = createLog({
  level: 'silent',
  format: 'text',
  mask: () => Object.assign((text) => text, { text: (text) => text }),
});

/**
 * Runs a document in the built Capstan, all of its servers on free ports.
 *
 * @returns `refusal` when there is nothing to run, `servers` and `stop` otherwise; `diagnostics` in either case.
 */
export async function runCapstan(file, { given, environment, baseUris, timeout }) {
  const loaded = await load(file);
  if (!loaded.capability)
    return { servers: [], diagnostics: loaded.diagnostics, isRefused: true, stop: async () => undefined };
  const program = compile(loaded.capability, loaded, {
    given,
    environment,
    baseUris,
    contractMode: 'lenient',
    timeout,
    maxAnswerBytes: maxBytes,
  });
  const running = await start([program], { host: '127.0.0.1', port: () => 0, maxBodyBytes: maxBytes, log });
  return {
    servers: running.servers,
    diagnostics: [...loaded.diagnostics, ...program.diagnostics],
    isRefused: running.servers.length === 0,
    stop: () => running.stop(),
  };
}
