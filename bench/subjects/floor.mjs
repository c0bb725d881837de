import { fileURLToPath } from 'node:url';
import { listJobs } from '../load/rest-request.mjs';

const PROGRAM = fileURLToPath(new URL('../servers/floor.mjs', import.meta.url));

/** @type {import('./subject.mjs').Subject} */
export const floor = {
  id: 'floor',
  label: 'floor: node:http + undici dispatch',
  launch: async (upstream) => ({ command: [process.execPath, PROGRAM, upstream] }),
  target: async (server) => listJobs(server.url('rest')),
};
