import type { Authentication } from '../capability/authentication.ts';
import type { Consume, ConsumedOperation } from '../capability/model.ts';
import { authenticated } from './authentication/authenticated.ts';
import { resolveBaseUri } from './base-uri.ts';
import { resolveCredentials, type Credentials } from './credentials.ts';
import type { Mask } from './mask.ts';
import { planForward, type ForwardPlan } from './request/plan-forward.ts';
import { planRequest, type RequestPlan } from './request/plan-request.ts';
import type { Failure } from '../problem/failure.ts';
import { createUpstream, type Upstream } from './upstream.ts';
import type { Variables } from './variables.ts';

/** A consumed API, ready to be called. */
export interface Api {
  readonly namespace: string;
  /** Scheme, host and port; undefined while the base URI is not known. */
  readonly origin: string | undefined;
  readonly basePath: string;
  /** Why no call can be made, when none can: nothing is ever sent then. */
  readonly blocked: Failure | undefined;
  readonly authentication: Authentication | undefined;
  plan(operation: ConsumedOperation, fallbackBody: string | null): RequestPlan;
  /** How requests that are no operation's go on to the API. */
  planForward(trustedHeaders: readonly string[]): ForwardPlan;
  readonly send: Upstream['send'];
  close(): Promise<void>;
}

export interface ApiOptions {
  /** Replaces the document's base URI. */
  readonly baseUri: string | undefined;
  readonly variables: Variables;
  /** Milliseconds; see {@link createUpstream}. */
  readonly timeout: number;
  readonly userAgent: string;
  /** Hides secrets in what the API answers; those of this API are added to it. */
  readonly mask: Mask;
}

export function prepareApi(consume: Consume, options: ApiOptions): Api {
  const { variables, timeout, userAgent, mask } = options;
  const base = resolveBaseUri(consume, options.baseUri, variables);
  const resolved = resolveCredentials(consume.authentication, variables);
  const credentials: Credentials = 'failure' in resolved ? { secrets: [] } : resolved;
  for (const secret of credentials.secrets) mask.add(secret);
  const { origin, basePath } = 'failure' in base ? { origin: undefined, basePath: '' } : base;
  const common = { basePath, credentials, variables, userAgent };
  // Connections are made on the first call, so an API that is never called costs nothing.
  let upstream: Upstream | undefined;
  let send: Upstream['send'] | undefined;
  const connect = (): Upstream['send'] => {
    upstream = createUpstream(origin ?? '', { timeout, mask });
    return authenticated(upstream.send, credentials.handshake, { timeout, onSecret: (secret) => mask.add(secret) });
  };
  return {
    namespace: consume.namespace,
    origin,
    basePath,
    blocked: 'failure' in base ? base.failure : 'failure' in resolved ? resolved.failure : undefined,
    authentication: consume.authentication,
    plan: (operation, fallbackBody) => planRequest(operation, { ...common, fallbackBody }),
    planForward: (trustedHeaders) => planForward(consume.parameters, trustedHeaders, common),
    send: (request, receiver) => (send ??= connect())(request, receiver),
    close: async () => upstream?.close(),
  };
}
