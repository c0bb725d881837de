import { writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

/** The longest a case may take, in milliseconds. */
const longest = 5000;

let timer;
parentPort.on('message', (what) => {
  clearTimeout(timer);
  if (what === undefined) return;
  timer = setTimeout(() => {
    writeSync(1, `\nFailed: a case takes more than ${longest} ms. Run it again with\n  ${what}\n`);
    process.kill(process.pid, 'SIGKILL');
  }, longest);
});
