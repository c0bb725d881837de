import type { CallerAuthentication } from '../capability/model.ts';
import type { Mask } from '../consume/mask.ts';
import { howToSet, resolveText, type Variables } from '../consume/variables.ts';
import { createCallers, type Callers } from '../expose/http/callers.ts';
import type { Place } from '../problem/diagnostic.ts';
import type { Report } from '../problem/report.ts';

interface CallersOptions {
  /** Of the server, which stands at `place`. */
  readonly namespace: string;
  readonly place: Place | undefined;
  readonly variables: Variables;
  readonly mask: Mask;
  readonly report: Report;
}

/**
 * The check of a server's callers. While a value they must show is missing, nobody is let in.
 */
export function compileCallers(
  authentication: CallerAuthentication,
  { namespace, place, variables, mask, report }: CallersOptions,
): Callers {
  const missing: string[] = [];
  const fill = (text: string): string => {
    const resolved = resolveText(text, variables);
    if ('value' in resolved) return resolved.value;
    missing.push(...resolved.missing);
    return '';
  };
  const secret = (text: string): string => {
    const value = fill(text);
    mask.add(value);
    return value;
  };
  const callers = createCallers(resolve(authentication, fill, secret));
  if (missing.length > 0) {
    report.add('missing-secret', {
      message: `Callers of ${namespace} are to show ${missing.join(' and ')}, which ${missing.length > 1 ? 'have' : 'has'} no value: nobody is let in until ${missing.length > 1 ? 'they are' : 'it is'} set.`,
      fix: howToSet(missing, variables),
      ...(place && { place }),
    });
  }
  return callers;
}

function resolve(
  authentication: CallerAuthentication,
  fill: (text: string) => string,
  secret: (text: string) => string,
): CallerAuthentication {
  switch (authentication.type) {
    case 'bearer':
      return { type: 'bearer', token: secret(authentication.token) };
    case 'basic':
      return { type: 'basic', username: fill(authentication.username), password: secret(authentication.password) };
    case 'apikey':
      return { ...authentication, value: secret(authentication.value) };
  }
}
