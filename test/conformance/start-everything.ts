import { fileURLToPath } from 'node:url';
import { compile, createLog, load, start } from '../../src/index.ts';
import type { Running } from '../../src/index.ts';
import { extension } from './extension.ts';

const document = fileURLToPath(new URL('everything.yaml', import.meta.url));

/** Serves the document with everything in it on a free port. */
export async function startEverything(): Promise<Running> {
  const loaded = await load(document);
  if (!loaded.capability) throw new Error(`The document cannot be read: ${JSON.stringify(loaded.diagnostics)}`);
  const program = compile(loaded.capability, loaded, {
    given: new Map(),
    environment: {},
    baseUris: new Map(),
    contractMode: 'lenient',
    timeout: 10_000,
    maxAnswerBytes: 1024 * 1024,
  });
  const log = createLog({ level: 'warn', format: 'text', mask: () => program.mask });
  return start([program], {
    host: '127.0.0.1',
    port: () => 0,
    maxBodyBytes: 1024 * 1024,
    log,
    extendMcp: extension,
  });
}
