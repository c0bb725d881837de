import type { Authentication } from '../authentication.ts';
import type { ConsumedOperation, Parameter } from '../model.ts';

/** Headers about the connection and the body's framing, which the HTTP client writes itself (RFC 9110 §7.6.1, §8.6). */
const clientHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'keep-alive',
  'te',
  'trailer',
]);

/** Whether Capstan writes a header itself, so that what callers give for it is never sent. */
export function isOverridden(name: string, authentication: Authentication | undefined): boolean {
  const lowerCased = name.toLowerCase();
  return clientHeaders.has(lowerCased) || lowerCased === credentialHeader(authentication);
}

/** Nobody must give what is not sent. */
export function requireWhatIsSent(
  operation: ConsumedOperation,
  authentication: Authentication | undefined,
): ConsumedOperation {
  const asSent = (parameter: Parameter): Parameter =>
    parameter.in === 'header' && isOverridden(parameter.name, authentication)
      ? { ...parameter, required: false }
      : parameter;
  return { ...operation, parameters: operation.parameters.map(asSent) };
}

function credentialHeader(authentication: Authentication | undefined): string | undefined {
  if (!authentication) return undefined;
  if (authentication.type === 'cookie') return 'cookie';
  if (authentication.type !== 'apikey') return 'authorization';
  return authentication.placement === 'header' ? authentication.key.toLowerCase() : undefined;
}
