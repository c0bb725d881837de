import type { JsonSchema } from '../../../src/index.ts';

/** The shape of what is told of a run. */
export const reportSchema: JsonSchema = {
  type: 'object',
  properties: {
    data: {
      type: 'object',
      properties: {
        runId: { type: 'string', description: 'The run’s id.' },
        runName: { type: 'string', description: 'The job’s id and 24 hexadecimal digits.' },
        outcome: {
          type: 'string',
          enum: ['success', 'failed', 'aborted', 'timed_out', 'running'],
          description: 'How it ended; running when it had not ended when the time was up.',
        },
        startedAt: { type: 'string', description: 'When it started.' },
        concludedAt: { type: 'string', description: 'When it was over.' },
        durationSeconds: { type: 'integer', description: 'How long it took, or has taken so far.' },
        attempts: { type: 'integer', description: 'How many tries it has had.' },
        log: {
          type: 'array',
          description: 'The last lines of its log, the newest last; where it did not succeed.',
          items: { type: 'object', properties: { ts: { type: 'string' }, log: { type: 'string' } } },
        },
      },
    },
  },
};
