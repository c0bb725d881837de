import type { Callers } from '../http/callers.ts';

export type DescribedCallers = Pick<Callers, 'scheme' | 'scopes' | 'shows'>;

/** What an operation's callers must show, in OpenAPI's terms. */
export interface OperationSecurity {
  /** A list of Security Requirement Objects; only the type oauth2 has scopes. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** Status to description, of the answers to those who do not. */
  readonly refusals: Readonly<Record<string, string>>;
}

/** @param own what the operation asks for beside what its server asks of all. */
export function describeSecurity(own: readonly string[], { scheme, scopes }: DescribedCallers): OperationSecurity {
  const needed = [...new Set([...scopes, ...own])];
  return {
    security: [{ caller: scheme['type'] === 'oauth2' ? needed : [] }],
    refusals: {
      '401': 'The caller did not show what this server asks for; nothing was sent.',
      ...(needed.length > 0 && { '403': `The token does not allow this: it takes the scopes ${needed.join(' ')}.` }),
    },
  };
}

/** The Security Scheme Object that `caller` stands for. */
export function describeScheme({ scheme, shows }: DescribedCallers): object {
  return { ...scheme, description: `Callers show ${shows}.` };
}
