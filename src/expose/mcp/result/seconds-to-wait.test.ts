import { expect, test } from 'vitest';

import { secondsToWait } from './seconds-to-wait.ts';
import { spanInWords } from './span-in-words.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

test.each<[Readonly<Record<string, string>>, number | undefined]>([
  [{ 'retry-after': '12' }, 12],
  [{ 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT' }, 30],
  [{ 'retry-after': 'Tue, 24 Nov 2026 11:00:00 GMT' }, undefined],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '5', 'x-ratelimit-reset': '60' }, 5],
  [{ 'x-ratelimit-reset': '60' }, 60],
  [{ 'x-ratelimit-reset': String(now / 1000 + 90) }, 90],
  [{ 'x-ratelimit-reset': String(now + 1500) }, 2],
  [{ 'ratelimit-reset': '7' }, 7],
  [{ ratelimit: '"hourly";r=0;t=35' }, 35],
  [{}, undefined],
])('%j asks for %s seconds', (headers, seconds) => expect(secondsToWait(headers, now)).toBe(seconds));

test.each([
  [1, '1 second'],
  [90, '90 seconds'],
  [2100, 'about 35 minutes'],
  [10_000, 'about 3 hours'],
])('%i seconds are %s', (seconds, words) => expect(spanInWords(seconds)).toBe(words));
