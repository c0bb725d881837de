import type { JsonObject } from '../../src/index.ts';
import type { Answer } from './answer.ts';
import type { PageQuery } from './pagination.ts';

/** One thing the API can be asked for. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** What comes after `/v1`, as the contract writes it. Paths of projects are served under `/v1/teams/{teamId}` too. */
  readonly path: string;
  /** The path under which the contract describes it, where that is another. */
  readonly describedAt?: string;
  /** Whether it returns a page of a list. */
  readonly paged?: true;
  /** Whether it takes a body; an optional one may be empty. */
  readonly body?: 'required' | 'optional';
  /** @throws ApiError */
  answer(call: Call): Answer;
}

/** A request that is well formed and allowed. */
export interface Call {
  /** The values of the path's placeholders, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Empty where the route is not paged. */
  readonly query: PageQuery;
  /** Empty where none came. */
  readonly body: JsonObject;
}
