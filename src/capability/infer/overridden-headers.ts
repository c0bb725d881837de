import type { Authentication } from '../authentication.ts';
import { isFramingHeader } from '../framing-headers.ts';
import type { ConsumedOperation, Parameter } from '../model.ts';

/** Whether Capstan writes a header itself, so that what callers give for it is never sent. */
export function isOverridden(name: string, authentication: Authentication | undefined): boolean {
  return isFramingHeader(name) || name.toLowerCase() === credentialHeader(authentication);
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
