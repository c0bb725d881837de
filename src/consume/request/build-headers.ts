import { isFramingHeader } from '../../capability/framing-headers.ts';
import type { FieldProblem } from '../../problem/failure.ts';
import { asHeaderText, asText } from './encode.ts';
import { isHeaderName, isHeaderText } from '../header-text.ts';
import type { Arguments } from './request.ts';

/** @param contentType of the body; undefined when there is none. */
export type HeaderBuilder = (values: Arguments, contentType: string | undefined) => readonly string[] | FieldProblem;

export interface HeaderSources {
  /** Sent with every request and not to be replaced: the authentication. */
  readonly fixed: readonly (readonly [string, string])[];
  /** Names of `in: header` parameters. */
  readonly headers: readonly string[];
  /** Names of `in: cookie` parameters. */
  readonly cookies: readonly string[];
  readonly accept: string;
  readonly userAgent: string;
}

const json = 'application/json';

/** Compiles header and cookie parameters. The authentication wins over a parameter of the same name. */
export function compileHeaders(sources: HeaderSources): HeaderBuilder {
  const fixedNames = new Set(sources.fixed.map(([name]) => name.toLowerCase()));
  const names = sources.headers.filter((name) => !fixedNames.has(name.toLowerCase()) && !isFramingHeader(name));
  const isCookie = ([name]: readonly [string, string]): boolean => name.toLowerCase() === 'cookie';
  // One header holds all cookies (RFC 6265 §5.4).
  const [ownCookie] = sources.cookies.length > 0 ? sources.fixed.filter(isCookie) : [];
  const fixed = sources.fixed.filter((pair) => pair !== ownCookie).flat();
  const userAgent = ['user-agent', sources.userAgent];
  const accept = ['accept', sources.accept];

  if (names.length === 0 && sources.cookies.length === 0) {
    const withoutBody = [...accept, ...userAgent, ...fixed];
    const withJson = [...withoutBody, 'content-type', json];
    return (_, contentType) => {
      if (contentType === undefined) return withoutBody;
      return contentType === json ? withJson : [...withoutBody, 'content-type', contentType];
    };
  }
  return (values, contentType) => {
    const built = [...fixed];
    const given = new Set<string>();
    for (const name of names) {
      const value = values[name];
      if (value === undefined || value === null || isEmptyList(value)) continue;
      if (!isHeaderName(name)) return { field: name, message: 'has a name that no header can have' };
      const text = asHeaderText(value);
      if (!isHeaderText(text)) return { field: name, message: 'has characters that a header cannot carry' };
      built.push(name, text);
      given.add(name.toLowerCase());
    }
    const cookies = cookieHeader(sources.cookies, values, ownCookie?.[1]);
    if (cookies !== '') built.push('cookie', cookies);
    if (!given.has('accept')) built.push(...accept);
    if (!given.has('user-agent')) built.push(...userAgent);
    if (contentType !== undefined && !given.has('content-type')) built.push('content-type', contentType);
    return built;
  };
}

/** A list of nothing is no value (RFC 6570 §2.3); as empty text it could not be told from a list of one empty text. */
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function cookieHeader(names: readonly string[], values: Arguments, own: string | undefined): string {
  const given = names
    .filter((name) => values[name] !== undefined && values[name] !== null)
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(asText(values[name]))}`);
  return [...(own === undefined ? [] : [own]), ...given].join('; ');
}
