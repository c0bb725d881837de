import { parseReference } from '../../expression/reference.ts';
import { compileTemplate } from '../../expression/template.ts';
import type { Place } from '../../problem/diagnostic.ts';
import type { Bind, Capability } from '../model.ts';
import { consumedOperations, operationName } from './consumed-operations.ts';
import { credentialFields } from './credential-fields.ts';
import { reportFindings, type Finding } from './findings.ts';
import type { Rule } from './rules.ts';

/** A variable that no bind lists is still looked for in the environment, under its own name. */
export const undeclaredVariable: Rule = (capability, report) => {
  const { consumes, binds } = capability;
  const credentials = consumes.flatMap(({ namespace, authentication, place }) =>
    undeclared(
      credentialFields(authentication).map(([, text]) => text),
      `the authentication of ${namespace}`,
      place,
      binds,
    ),
  );
  const others = [
    ...consumes.flatMap(({ namespace, baseUri, place }) =>
      undeclared([baseUri], `the base URI of ${namespace}`, place, binds),
    ),
    ...constants(capability),
  ];
  reportFindings(report, 'undeclared-variable', credentials, (names) => ({
    severity: 'warning',
    message: `Credentials need variables that \`binds:\` does not list: ${names}. They are taken from the environment by these names.`,
    fix: 'Check the names, set them in the environment or with --var NAME=VALUE, and list them under `binds:`.',
  }));
  reportFindings(report, 'undeclared-variable', others, (names) => ({
    message: `Variables are used that \`binds:\` does not list: ${names}. They are taken from the environment by these names.`,
    fix: 'List them under `binds:`, so that who runs the document knows what to set.',
  }));
};

function constants(capability: Capability): readonly Finding[] {
  return consumedOperations(capability).flatMap((operation) =>
    undeclared(
      operation.parameters.flatMap(({ constant }) => (typeof constant === 'string' ? [constant] : [])),
      operationName(operation),
      operation.place,
      capability.binds,
    ),
  );
}

function undeclared(
  texts: readonly string[],
  where: string,
  place: Place | undefined,
  binds: readonly Bind[],
): readonly Finding[] {
  const names = texts.flatMap((text) => compileTemplate(text).names).filter((name) => !isDeclared(name, binds));
  return names.map((name) => ({ what: `\`${name.replace(/^env\./, '')}\` in ${where}`, place }));
}

/** By the same rule as values are looked up: `env.KEY` is a key of the bind `env`, `KEY` a key of any. */
function isDeclared(name: string, binds: readonly Bind[]): boolean {
  const reference = parseReference(name);
  const bind = binds.find(({ namespace }) => namespace === reference?.prefix);
  if (bind && reference) return bind.keys.has(reference.name);
  const key = reference?.prefix === 'env' ? reference.name : name;
  return binds.some(({ keys }) => keys.has(key));
}
