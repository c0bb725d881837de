/** What the figures were measured on. */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { pinning } from '../process/cpus.mjs';

export const machine = () => ({
  node: process.version,
  cpu: cpus()[0]?.model.trim() ?? 'unknown CPU',
  cores: availableParallelism(),
  pinning: pinning ?? null,
  loadAverage: loadavg()[0] ?? 0,
});
