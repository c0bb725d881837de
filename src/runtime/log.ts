import { pino, type Logger } from 'pino';
import type { Mask } from '../consume/mask.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What happens while Capstan runs, as lines on standard error. No line ever holds a secret. */
export interface Log {
  /** Whether calls are logged: faces then need not measure them. */
  readonly calls: boolean;
  /** A finished call (level debug). */
  call(call: Readonly<Record<string, string | number>>): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  /** An exception nobody expected: the one place where a stack is shown, and only to who runs Capstan. */
  defect(error: unknown): void;
}

export interface LogOptions {
  readonly level: LogLevel;
  /** `json`: one JSON object a line, as pino writes it. `text`: for a person. */
  readonly format: 'json' | 'text';
  /** Hides secrets; a function because they are known only after the document is compiled. */
  readonly mask: () => Pick<Mask, 'text'>;
}

export function createLog({ level, format, mask }: LogOptions): Log {
  const write = (line: string): void => void process.stderr.write(mask().text(format === 'json' ? line : asText(line)));
  // Few runs ever log a line, so the logger is made for the first one.
  let logger: Logger | undefined;
  const log = (): Logger => (logger ??= pino({ level, base: null }, { write }));
  return {
    calls: level === 'debug',
    call: (call) => log().debug(call, 'call'),
    info: (message) => log().info(message),
    warn: (message) => log().warn(message),
    error: (message) => log().error(message),
    defect: (error) => log().error({ err: error }, 'A defect in Capstan; please report it'),
  };
}

const names: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error' };

function asText(line: string): string {
  // pino wrote the line itself.
  const { level, time, msg, err, ...more } = JSON.parse(line) as {
    level: number;
    time: number;
    msg: string;
    err?: { stack?: string };
  };
  const details = Object.entries(more).map(
    ([name, value]) => ` ${name}=${typeof value === 'number' ? Math.round(value * 10) / 10 : String(value)}`,
  );
  const stack = err?.stack === undefined ? '' : `\n${err.stack}`;
  return `${new Date(time).toISOString().slice(11, 23)} ${names[level] ?? level} ${msg}${details.join('')}${stack}\n`;
}
