import { isatty } from 'node:tty';

/** Ends the command when nobody reads on (`| head`), or the terminal is gone: what is left to print is for nobody. */
export function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  process.exit();
}

/** Whether this was started in a terminal that has been closed since. */
export function isTerminalGone(): boolean {
  return process.stdout.isTTY && !isatty(process.stdout.fd);
}
