import { setTimeout as pause } from 'node:timers/promises';
import type { CustomTool } from '../../../src/index.ts';
import { says, tool } from './tool.ts';

/** Milliseconds between two things that are said. */
const beat = 50;

/** Tools that say something before they answer. */
export const notifyingTools: readonly CustomTool[] = [
  tool('test_tool_with_progress', 'Says how far it has come, and answers.', async (_inputs, { progress }) => {
    for (const done of [0, 50, 100]) {
      progress?.({ done, total: 100, message: `Step ${done} of 100` });
      await pause(beat);
    }
    return says('All 100 steps are done.');
  }),
  tool('test_tool_with_logging', 'Logs what it does, and answers.', async (_inputs, { log }) => {
    for (const message of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      log('info', message);
      await pause(beat);
    }
    return says('Everything is logged.');
  }),
  tool('test_logging_tool', 'Logs one line for whoever wants it.', async (_inputs, { log }) => {
    log('info', 'A line of the log');
    return says('Whoever wants to has read it.');
  }),
];
