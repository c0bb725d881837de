import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compile, createLog, load, start, type Diagnostic, type Program, type Running } from '../../src/index.ts';
import { recordingUpstream, type RecordingUpstream } from './recording-upstream.ts';
import type { Sample, Texts } from './sample.ts';

export interface ServedSample {
  readonly upstream: RecordingUpstream;
  readonly diagnostics: readonly Diagnostic[];
  readonly servers: Running['servers'];
  stop(): Promise<void>;
}

/** Writes a sample's document and files to a folder of their own, and loads, compiles and serves them as a user would. */
export async function serveSample(name: string, sample: Sample): Promise<ServedSample> {
  const upstream = await recordingUpstream();
  const folder = mkdtempSync(path.join(tmpdir(), 'capstan-sample-'));
  // Below it, so that a file can stand outside of the document's folder.
  const home = path.join(folder, 'home');
  const { host } = new URL(upstream.url);
  const here = (text: string): string =>
    text.replaceAll('https://api.example.com', upstream.url).replaceAll('api.example.com', host);
  const texts = (written: Texts = {}): ReadonlyMap<string, string> =>
    new Map(Object.entries(written).map(([key, text]) => [key, here(text)]));

  for (const [file, text] of texts({ ...sample.files, [name]: sample.document })) {
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, file), text);
  }
  const loaded = await load(path.join(home, name));
  const program =
    loaded.capability &&
    compile(loaded.capability, loaded, {
      given: texts(sample.variables),
      environment: Object.fromEntries(texts(sample.environment)),
      baseUris: texts(sample.baseUris),
      contractMode: 'lenient',
      timeout: 5000,
      maxAnswerBytes: 1_000_000,
    });
  const running = program && (await serve(program));
  const diagnostics = [...loaded.diagnostics, ...(program?.diagnostics ?? [])];
  if (sample.calls && !running?.servers.length) throw new Error(`Nothing is served: ${JSON.stringify(diagnostics)}`);
  return {
    upstream,
    diagnostics,
    servers: running?.servers ?? [],
    async stop() {
      await running?.stop();
      await upstream.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function serve(program: Program): Promise<Running> {
  const log = createLog({ level: 'silent', format: 'text', mask: () => program.mask });
  return start([program], { host: '127.0.0.1', port: () => 0, maxBodyBytes: 100_000, log });
}
