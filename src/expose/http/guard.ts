import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Failure } from '../../problem/failure.ts';

/** Decides whether a request may be answered at all, before anything of it is read. */
export type Guard = (request: IncomingMessage) => Failure | undefined;

export interface GuardOptions {
  /** The address the server is bound to. */
  readonly host: string;
  /** Further host names the server answers for. */
  readonly allowedHosts?: readonly string[];
  /** Further origins whose pages may call it: `https://app.example.com`. */
  readonly allowedOrigins?: readonly string[];
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Keeps web pages out. A page elsewhere can make its reader's browser call a server on the same machine: directly, which
 * the Origin header tells, or through a host name of its own that suddenly points here (DNS rebinding), which the Host
 * header tells. Programs send no Origin and the host they were given.
 */
export function createGuard({ host, allowedHosts = [], allowedOrigins = [] }: GuardOptions): Guard {
  const names = new Set([...loopback, bracketed(host), ...allowedHosts.map((name) => name.toLowerCase())]);
  const origins = new Set(allowedOrigins.map((origin) => origin.toLowerCase()));
  // Bound to the network, callers use whichever address reaches them; no page can make a numeric address its own name.
  const anyAddress = !loopback.has(bracketed(host));
  // Nearly every request comes with the Host of the one before and without an Origin.
  let usual: string | undefined;
  return (request) => {
    const { host: given, origin } = request.headers;
    if (given !== undefined && given === usual && origin === undefined) return undefined;
    const name = hostName(given ?? '');
    if (!names.has(name) && !(anyAddress && isIP(name.replace(/^\[|\]$/g, '')) !== 0)) return hostNotAllowed;
    usual = given;
    if (origin === undefined || origins.has(origin.toLowerCase())) return undefined;
    return isLoopbackOrigin(origin) ? undefined : originNotAllowed;
  };
}

/** `Example.com:8080` → `example.com`, `[::1]:80` → `[::1]`. */
function hostName(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase();
}

function bracketed(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address.toLowerCase();
}

function isLoopbackOrigin(origin: string): boolean {
  if (!/^https?:\/\//i.test(origin)) return false;
  return loopback.has(hostName(origin.replace(/^https?:\/\//i, '')));
}

const hostNotAllowed: Failure = {
  code: 'host-not-allowed',
  status: 403,
  detail: 'The Host header names a host this server does not answer for. Allow it with --allow-host NAME.',
  retry: 'never',
};

const originNotAllowed: Failure = {
  code: 'origin-not-allowed',
  status: 403,
  detail:
    'The request comes from a web page of an origin this server does not serve. Allow it with --allow-origin ORIGIN.',
  retry: 'never',
};
