import type { Failure } from '../problem/failure.ts';

/** Where calls are going. */
export interface Target {
  /** For people: `api.example.com`. */
  readonly host: string;
  /** Whether the environment names a proxy for it. */
  readonly isProxied: boolean;
}

/** What is known of a call at the moment it fails. */
export interface CallState extends Target {
  readonly method: string;
  /** Whether any of the request may have reached the upstream. */
  readonly sent: boolean;
  /** The status of the answer, if its beginning arrived. */
  readonly status: number | undefined;
  readonly timeout: number;
}

/** Methods whose repetition changes nothing more (RFC 9110 §9.2.2). */
const idempotentMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

const timeouts = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/** Says in Capstan's words what an error of the HTTP client means for the call. */
export function upstreamFailure(error: Error, call: CallState): Failure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const timedOut = timeouts.has(code);
  const repeatable = !call.sent || idempotentMethods.has(call.method);
  if (call.status !== undefined) {
    return {
      code: 'upstream-broken',
      status: 502,
      detail: `${call.host} answered ${call.status}, and then its answer ${timedOut ? `stopped for ${seconds(call.timeout)}` : 'broke off'}.`,
      retry: repeatable ? 'safe' : 'check-first',
    };
  }
  if (!repeatable) {
    return {
      code: 'outcome-unknown',
      status: timedOut ? 504 : 502,
      detail: `The request was sent to ${call.host} and ${timedOut ? `no answer came within ${seconds(call.timeout)}` : 'the connection broke before an answer came'}, so it may or may not have taken effect. Look before you repeat it.`,
      retry: 'check-first',
    };
  }
  if (timedOut) {
    return {
      code: 'upstream-timeout',
      status: 504,
      detail: call.sent
        ? `${call.host} did not answer within ${seconds(call.timeout)}.`
        : `No connection to ${call.host} within ${seconds(call.timeout)}.${proxyNote(call)}`,
      retry: 'safe',
    };
  }
  if (error.name === 'HTTPParserError') {
    const detail = `${call.host} answered something that is not HTTP.`;
    return { code: 'upstream-broken', status: 502, detail, retry: 'safe' };
  }
  return {
    code: 'upstream-unreachable',
    status: 502,
    detail: unreachable(code, call) + proxyNote(call),
    retry: 'safe',
  };
}

function proxyNote({ isProxied }: CallState): string {
  return isProxied ? ' Calls go through the proxy in HTTPS_PROXY or HTTP_PROXY, unless NO_PROXY names the host.' : '';
}

function unreachable(code: string, { host, isProxied, sent }: CallState): string {
  if (isProxied && !sent) return `${host} could not be reached${code ? ` (${code})` : ''}.`;
  if (code === 'ECONNREFUSED') return `${host} refused the connection: nothing listens there.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `The name ${host} could not be resolved.`;
  if (/^(?:CERT_|ERR_TLS|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_SSL|EPROTO)/.test(code)) {
    const why = tlsProblems.find(([codes]) => codes.test(code))?.[1];
    return `No secure connection to ${host} could be made${why === undefined ? '' : `: ${why}`} (${code}).`;
  }
  return sent
    ? `The connection to ${host} broke before an answer came.`
    : `${host} could not be reached${code ? ` (${code})` : ''}.`;
}

/** What the codes that are met most mean, and what helps. */
const tlsProblems: readonly (readonly [RegExp, string])[] = [
  [/WRONG_VERSION_NUMBER|EPROTO/, 'what answers there speaks no TLS; perhaps its address begins with http://'],
  [
    /SELF_SIGNED|UNABLE_TO_/,
    'this machine does not trust who signed its certificate; NODE_EXTRA_CA_CERTS=FILE names an authority of your own',
  ],
  [/EXPIRED/, 'its certificate has expired'],
  [/ALTNAME/, 'its certificate is for another name'],
];

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}
