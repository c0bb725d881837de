import { success } from '../request/answer.ts';
import { plans } from '../plans.ts';
import { regions } from '../regions.ts';
import type { Route } from '../request/route.ts';

/** What there is for everybody, with no token. */
export const catalogueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/plans',
    access: 'public',
    answer: () => success({ plans: [...plans] }),
  },
  { method: 'GET', path: '/regions', access: 'public', answer: () => success({ regions }) },
];
