import { compile, createLog, load, start, type Diagnostic, type Running } from '../../src/index.ts';
import { createFolder, type Folder } from './folder.ts';

export interface RanDocuments {
  readonly servers: Running['servers'];
  readonly diagnostics: readonly Diagnostic[];
  /** What was logged of defects: nothing, unless Capstan has one. */
  readonly defects: readonly unknown[];
  /** The address of a server by its namespace. */
  url(namespace: string): string;
  stop(): Promise<void>;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the documents are written, beside what they name; who gives it removes it. */
  readonly folder?: Folder;
  /** In bytes. */
  readonly maxAnswerBytes?: number;
  /** In milliseconds. */
  readonly timeout?: number;
  /** The ports of servers by their namespaces; free ones unless said. */
  readonly ports?: Readonly<Record<string, number>>;
}

/** Loads, compiles and serves documents; those that want the same port share one. */
export async function runDocuments(texts: readonly string[], options: RunOptions = {}): Promise<RanDocuments> {
  const { environment = {}, maxAnswerBytes = 16 * 1024 * 1024, timeout = 10_000, ports = {} } = options;
  const folder = options.folder ?? createFolder();
  const values = { given: new Map(), environment, baseUris: new Map(), contractMode: 'lenient' } as const;
  const diagnostics: Diagnostic[] = [];
  const programs = [];
  for (const [index, text] of texts.entries()) {
    const loaded = await load(folder.write(`document-${index}.yml`, text));
    const program = loaded.capability && compile(loaded.capability, loaded, { ...values, timeout, maxAnswerBytes });
    diagnostics.push(...loaded.diagnostics, ...(program?.diagnostics ?? []));
    if (program) programs.push(program);
  }
  if (!options.folder) folder.remove();
  const defects: unknown[] = [];
  const silent = createLog({ level: 'silent', format: 'text', mask: () => ({ text: (text) => text }) });
  const log = { ...silent, defect: (error: unknown) => void defects.push(error) };
  const running = await start(programs, {
    host: '127.0.0.1',
    port: (namespace) => ports[namespace] ?? 0,
    maxBodyBytes: 1024 * 1024,
    log,
  });
  return {
    servers: running.servers,
    diagnostics,
    defects,
    url(namespace) {
      const found = running.servers.find((server) => server.namespace === namespace);
      if (!found) throw new Error(`${namespace} is not served: ${JSON.stringify(diagnostics)}`);
      return found.url;
    },
    stop: () => running.stop(),
  };
}
