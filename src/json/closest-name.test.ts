import { expect, test } from 'vitest';

import { closestName } from './closest-name.ts';

const tools = ['list-jobs-project', 'create-job', 'run-job'];

test.each([
  ['create_job', 'create-job'],
  ['createjob', 'create-job'],
  ['craete-job', 'create-job'],
  ['RUN-JOB', 'run-job'],
  ['list-jobs', undefined],
  ['delete-everything', undefined],
  ['', undefined],
  ['x'.repeat(1_000_000), undefined],
])('%.20s is taken for %s', (word, meant) => expect(closestName(word, tools)).toBe(meant));

test('of several near ones, the nearest', () => expect(closestName('job-c', ['job-ab', 'job-b'])).toBe('job-b'));
