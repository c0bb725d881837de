import type { JsonObject } from '../../../src/index.ts';
import type { Answer } from './answer.ts';
import type { Access } from './authorize.ts';
import type { Query } from './query.ts';

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** One thing the API can be asked for. */
export interface Route {
  readonly method: (typeof methods)[number];
  /** What comes after `/v1`, as the contract writes it. Paths of projects are served under `/v1/teams/{teamId}` too. */
  readonly path: string;
  /** Who may ask for it. */
  readonly access: Access;
  /** The path under which the contract describes it, where that is another. */
  readonly describedAt?: string;
  /** Whether the contract gives it a query. */
  readonly query?: true;
  /** Whether it takes a body; an optional one may be empty. */
  readonly body?: 'required' | 'optional';
  /** @throws ApiError */
  answer(call: Call): Answer | Promise<Answer>;
}

/** A request that is well formed and allowed. */
export interface Call {
  /** The values of the path's placeholders, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Empty where the route has none. */
  readonly query: Query;
  /** Empty where none came. */
  readonly body: JsonObject;
}
