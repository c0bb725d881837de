import type { Authentication, Consume } from '../model.ts';
import { operationName } from './consumed-operations.ts';
import { reportFindings, type Finding } from './findings.ts';
import type { Rule } from './rules.ts';

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

export const headerOverridden: Rule = ({ consumes }, report) => {
  reportFindings(report, 'header-overridden', consumes.flatMap(inConsume), (names) => ({
    message: `Headers are declared as inputs that Capstan writes itself, so what callers give is not sent: ${names}.`,
    fix: 'Remove these inputs; the authentication and the HTTP client fill the headers in.',
  }));
};

function inConsume({ authentication, operations }: Consume): readonly Finding[] {
  const credentials = credentialHeader(authentication);
  const isOverridden = (name: string): boolean => clientHeaders.has(name) || name === credentials;
  return operations.flatMap((operation) =>
    operation.parameters
      .filter((parameter) => parameter.in === 'header' && isOverridden(parameter.name.toLowerCase()))
      .map(({ name }) => ({ what: `\`${name}\` of ${operationName(operation)}`, place: operation.place })),
  );
}

function credentialHeader(authentication: Authentication | undefined): string | undefined {
  if (!authentication) return undefined;
  if (authentication.type === 'cookie') return 'cookie';
  if (authentication.type !== 'apikey') return 'authorization';
  return authentication.placement === 'header' ? authentication.key.toLowerCase() : undefined;
}
