import type { Consume, ConsumedOperation } from '../../capability/model.ts';
import { credentialFields } from '../../capability/rules/credential-fields.ts';
import type { Api } from '../../consume/api.ts';
import { findBaseUri } from '../../consume/base-uri.ts';
import { howToSet, type Variables } from '../../consume/variables.ts';
import { templateNames } from '../../expression/template.ts';
import type { Failure } from '../../problem/failure.ts';
import type { Report } from '../../problem/report.ts';

/** What the user gives for a consumed API. */
export interface Given {
  readonly baseUri: string | undefined;
  readonly variables: Variables;
}

/** Says what a consumed API lacks before it can be called: an address, a secret, the variables its requests need. */
export function reportMissing(consume: Consume, api: Api | undefined, given: Given, report: Report): void {
  const place = consume.place ? { place: consume.place } : {};
  const { variables } = given;
  const { namespace, authentication } = consume;
  const address = findBaseUri(consume, given.baseUri, variables);
  if ('why' in address) {
    const message = `The address of ${namespace} is not known: calls are refused until it is. ${address.why}`;
    report.add('missing-base-uri', { message, fix: address.fix, ...place });
  }
  const credentials = credentialFields(authentication).flatMap(([, text]) => templateNames(text));
  const secrets = withoutValue(credentials, variables);
  if (secrets.length > 0) {
    const message = `${namespace} cannot be called without ${secrets.join(' and ')}: calls are refused until ${areSet(secrets)}.`;
    report.add('missing-secret', { message, fix: howToSet(secrets, variables), ...place });
  } else if (api?.blocked && isOfCredentials(api.blocked, consume)) {
    const { code, detail } = api.blocked;
    report.add(code === 'unsupported-authentication' ? code : 'missing-secret', { message: detail, ...place });
  }
  const values = withoutValue(fixedVariables(consume), variables);
  if (values.length > 0) {
    const message = `Requests to ${namespace} are made with ${values.join(' and ')}: those that need ${values.length > 1 ? 'one of them' : 'it'} are refused until ${areSet(values)}.`;
    report.add('missing-variable', { message, fix: howToSet(values, variables), ...place });
  }
}

function areSet(names: readonly string[]): string {
  return names.length > 1 ? 'they are set' : 'it is set';
}

/** What is unsupported was said when the document was read. */
function isOfCredentials({ code }: Failure, { authentication }: Consume): boolean {
  return code !== 'missing-base-uri' && authentication?.type !== 'unsupported';
}

/** As a user would name them, each once. */
function withoutValue(names: readonly string[], variables: Variables): readonly string[] {
  const missing = names.filter((name) => variables.get(name) === undefined).map((name) => variables.label(name));
  return [...new Set(missing)];
}

/** The variables that the fixed parameters of an API's operations are made of. */
export function fixedVariables({ operations }: Consume): readonly string[] {
  return operations.flatMap(variableNames);
}

function variableNames({ parameters }: ConsumedOperation): readonly string[] {
  return parameters.flatMap(({ constant, in: location }) =>
    typeof constant === 'string' && location !== 'variable' ? templateNames(constant) : [],
  );
}
