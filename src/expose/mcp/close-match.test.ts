import { expect, test } from 'vitest';

import { closeMatch } from './close-match.ts';

const tools = ['list-jobs-project', 'create-job', 'run-job'];

test.each([
  ['create_job', 'create-job'],
  ['createjob', 'create-job'],
  ['RUN-JOB', 'run-job'],
  ['list-jobs', undefined],
  ['delete-everything', undefined],
  ['', undefined],
  ['x'.repeat(1_000_000), undefined],
])('%.20s is taken for %s', (word, meant) => expect(closeMatch(word, tools)).toBe(meant));

test('of several near ones, the nearest', () => expect(closeMatch('job-c', ['job-ab', 'job-b'])).toBe('job-b'));
