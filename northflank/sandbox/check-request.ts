import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '../../src/index.ts';
import { errors, type Details } from './api-error.ts';
import { bodyCheck, queryParameters, type Check, type QueryParameter } from './contract.ts';
import { detailsOf, noBody } from './details.ts';
import type { PageQuery } from './pagination.ts';
import { readBody } from './read-body.ts';
import type { Call, Route } from './route.ts';

/** Reads query and body of a request and checks them against the contract. @throws ApiError for what does not fit. */
export type RequestCheck = (request: IncomingMessage, query: URLSearchParams) => Promise<Pick<Call, 'query' | 'body'>>;

export function createRequestCheck({ method, path, describedAt = path, paged, body }: Route): RequestCheck {
  let parameters: readonly QueryParameter[] | undefined;
  let check: Check | undefined;

  const checkQuery = (query: URLSearchParams): PageQuery => {
    if (!paged || query.size === 0) return {};
    parameters ??= queryParameters(method, describedAt);
    return readQuery(query, parameters);
  };

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

function readQuery(query: URLSearchParams, parameters: readonly QueryParameter[]): PageQuery {
  const values: Record<string, string | number> = {};
  const details: Record<string, readonly string[]> = {};
  for (const { name, isNumber, check } of parameters) {
    const text = query.get(name);
    if (text === null) continue;
    const value = isNumber && /^-?\d+$/.test(text) ? Number(text) : text;
    values[name] = value;
    const messages: Details[string] | undefined = detailsOf(check(value), value)['object'];
    if (messages) details[name] = messages;
  }
  if (Object.keys(details).length > 0) throw errors.invalid(details);
  return values; // the contract knows these names and types alone
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw errors.invalid({ object: ['must be valid JSON'] });
  }
}
