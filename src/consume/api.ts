import type { Authentication, Consume, ConsumedOperation } from '../capability/model.ts';
import { resolveBaseUri } from './base-uri.ts';
import { resolveCredentials, type Credentials } from './credentials.ts';
import type { Mask } from './mask.ts';
import { planRequest, type RequestPlan } from './plan-request.ts';
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
  readonly credentials: Credentials;
  readonly mask: Mask;
  plan(operation: ConsumedOperation, fallbackBody: string | null): RequestPlan;
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
  /** Makes the mask for what this API answers. */
  readonly mask: (secrets: readonly string[]) => Mask;
}

export function prepareApi(consume: Consume, options: ApiOptions): Api {
  const { variables, timeout, userAgent } = options;
  const base = resolveBaseUri(consume, options.baseUri, variables);
  const resolved = resolveCredentials(consume.authentication, variables);
  const credentials = 'failure' in resolved ? { secrets: [] } : resolved;
  const mask = options.mask(credentials.secrets);
  const { origin, basePath } = 'failure' in base ? { origin: undefined, basePath: '' } : base;
  // Connections are made on the first call, so an API that is never called costs nothing.
  let upstream: Upstream | undefined;
  return {
    namespace: consume.namespace,
    origin,
    basePath,
    blocked: 'failure' in base ? base.failure : 'failure' in resolved ? resolved.failure : undefined,
    authentication: consume.authentication,
    credentials,
    mask,
    plan: (operation, fallbackBody) =>
      planRequest(operation, { basePath, credentials, variables, userAgent, fallbackBody }),
    send(request, receiver) {
      upstream ??= createUpstream(origin ?? '', { timeout, mask });
      return upstream.send(request, receiver);
    },
    close: async () => upstream?.close(),
  };
}
