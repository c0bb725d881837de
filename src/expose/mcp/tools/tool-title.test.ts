import { expect, test } from 'vitest';

import { titleOf } from './tool-title.ts';

test.each([
  ['list-jobs-project', 'List jobs project'],
  ['listJobsProject', 'List jobs project'],
  ['list_jobs.v2', 'List jobs v2'],
  ['get-API-key', 'Get API key'],
  ['run', 'Run'],
  ['--', ''],
])('%s is "%s"', (name, title) => expect(titleOf(name)).toBe(title));
