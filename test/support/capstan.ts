import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The built command. */
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Variables of the machine that would change what Capstan does are left out. */
const { NORTHFLANK_API_KEY: _key, NORTHFLANK_API_TOKEN: _token, NF_API_TOKEN: _nf, ...environment } = process.env;

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** For a command that goes on: it is stopped once its standard output is like this. */
  readonly stopWhen?: RegExp;
  /** Closes its standard output before anything is in it. */
  readonly readsNothing?: boolean;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. */
export async function capstan(args: readonly string[], options: CommandOptions = {}): Promise<Finished> {
  const child = begin(args, options);
  const output = gather(child);
  child.stdin?.end(options.input ?? '');
  if (options.readsNothing) child.stdout?.destroy();
  child.stdout?.on('data', () => options.stopWhen?.test(output().stdout) && child.kill('SIGTERM'));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output() };
}

export interface Served {
  readonly process: ChildProcess;
  /** Namespace to address. */
  readonly urls: Readonly<Record<string, string>>;
  output(): { readonly stdout: string; readonly stderr: string };
  stop(): Promise<number | null>;
}

/** Starts `capstan run` or `capstan sandbox` and waits for its ready line. */
export async function serve(args: readonly string[], options: CommandOptions = {}): Promise<Served> {
  const child = begin([...args, '--json'], options);
  const output = gather(child);
  child.stdin?.end(options.input ?? '');
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => output().stdout.includes('\n') && resolve());
    child.once('close', (code) => reject(new Error(`ended with ${code} before it was ready: ${output().stderr}`)));
  });
  const ready = JSON.parse(output().stdout.split('\n')[0] ?? '') as {
    event: string;
    servers: readonly { namespace: string; url: string }[];
  };
  return {
    process: child,
    urls: Object.fromEntries(ready.servers.map(({ namespace, url }) => [namespace, url])),
    output,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const closed = once(child, 'close') as Promise<[number | null]>;
      child.kill('SIGTERM');
      return (await closed)[0];
    },
  };
}

function begin(args: readonly string[], { env = {} }: CommandOptions): ChildProcess {
  return spawn(process.execPath, [cli, ...args], { env: { ...environment, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
}

function gather(child: ChildProcess): () => { readonly stdout: string; readonly stderr: string } {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return () => ({ stdout, stderr });
}
