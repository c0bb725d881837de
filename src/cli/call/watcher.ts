import type { CallContext } from '../../operation/operation.ts';
import { printable } from '../print/code-frame.ts';

/** Shows on standard error how a call goes on: one line that changes on a terminal, else a line whenever it says more. */
export function watcher({ follow = false }: { readonly follow?: boolean }): CallContext {
  const { stderr } = process;
  let isShowing = false;
  const clear = (): void => {
    if (isShowing) stderr.write('\r\u001B[K');
    isShowing = false;
  };
  return {
    progress({ message }) {
      if (message === undefined) return;
      if (!stderr.isTTY) {
        stderr.write(`${printable(message)}\n`);
        return;
      }
      clear();
      stderr.write(printable(message));
      isShowing = true;
    },
    ...(follow && {
      follow(line: string) {
        clear();
        stderr.write(`${printable(line)}\n`);
      },
    }),
  };
}
