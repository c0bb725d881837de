import { done } from '../request/answer.ts';
import type { Route } from '../request/route.ts';

/** Tells whether a token is good: whoever gets here has one. */
export const loginRoutes: readonly Route[] = [{ method: 'GET', path: '/login', access: 'any-token', answer: done }];
