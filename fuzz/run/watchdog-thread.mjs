import { writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

/** The longest a case may keep the processor busy, and the longest it may take on a busy machine, in milliseconds. */
const longest = { busy: 5000, inAll: 30_000 };

let timer;
parentPort.on('message', (what) => {
  clearInterval(timer);
  if (what === undefined) return;
  const began = performance.now();
  const before = process.cpuUsage();
  timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    const busy = Math.round((user + system) / 1000);
    const inAll = Math.round(performance.now() - began);
    if (busy < longest.busy && inAll < longest.inAll) return;
    writeSync(1, `\nFailed: a case takes ${inAll} ms, ${busy} of the processor. Run it again with\n  ${what}\n`);
    process.kill(process.pid, 'SIGKILL');
  }, 500);
});
