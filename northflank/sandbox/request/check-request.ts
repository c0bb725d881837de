import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '../../../src/index.ts';
import { errors } from './api-error.ts';
import { bodyCheck, queryParameters, type Check, type QueryParameter } from './contract.ts';
import { detailsOf, noBody } from './details.ts';
import type { Query } from './query.ts';
import { readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';
import type { Call, Route } from './route.ts';

/** Reads query and body of a request and checks them against the contract. @throws ApiError for what does not fit. */
export type RequestCheck = (request: IncomingMessage, query: URLSearchParams) => Promise<Pick<Call, 'query' | 'body'>>;

export function createRequestCheck(route: Route): RequestCheck {
  const { method, path, describedAt = path, body } = route;
  const checkQuery = createQueryCheck(route);
  let check: Check | undefined;

  const checkBody = async (request: IncomingMessage): Promise<JsonObject> => {
    if (!body) return {};
    const text = await readBody(request);
    if (text.trim() === '') {
      if (body === 'required') throw errors.invalid(noBody);
      return {};
    }
    const value = parse(text);
    check ??= bodyCheck(method, describedAt);
    const problems = check(value);
    if (problems.length > 0) throw errors.invalid(detailsOf(problems, value));
    return value as JsonObject; // every body of the contract is an object
  };

  return async (request, query) => ({ query: checkQuery(query), body: await checkBody(request) });
}

/** Reads the query of requests for a route alone. */
export function createQueryCheck({
  method,
  path,
  describedAt = path,
  query,
}: Route): (query: URLSearchParams) => Query {
  let parameters: readonly QueryParameter[] | undefined;
  return (given) => {
    if (!query || given.size === 0) return {};
    parameters ??= queryParameters(method, describedAt);
    return readQuery(given, parameters);
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw errors.invalid({ object: ['must be valid JSON'] });
  }
}
