/** Serves everything until it is stopped; the first line on standard output is the one of `capstan run --json`. */
import { startEverything } from './start-everything.ts';

const running = await startEverything();
console.log(JSON.stringify({ event: 'ready', servers: running.servers }));
process.once('SIGTERM', () => void running.stop());
