import type { Consume } from '../../capability/model.ts';
import { credentialFields } from '../../capability/rules/credential-fields.ts';
import type { Variables } from '../../consume/variables.ts';
import { placeholders } from '../../expression/placeholders.ts';
import { templateNames } from '../../expression/template.ts';
import type { Program } from '../../runtime/compile/program.ts';
import { fixedVariables } from '../../runtime/compile/report-missing.ts';
import { printable } from '../print/code-frame.ts';

/** What the user has to give, as it is named on the command line, before all of a document's APIs can be called. */
export function needsOf(program: Program): readonly string[] {
  const { capability, variables } = program;
  const needs = capability.consumes.flatMap((consume) =>
    withoutValue(fixedVariables(consume), variables).concat(needsOfApi(consume, program)),
  );
  return [...new Set(needs.map(printable))];
}

/** What is missing for any call to this API; nothing also where nothing that is given could help. */
export function needsOfApi(consume: Consume, { apis, variables }: Program): readonly string[] {
  const api = apis.get(consume.namespace);
  if (!api?.blocked || api.blocked.code === 'unsupported-authentication') return [];
  return [...(api.origin === undefined ? addressNeeds(consume, variables) : []), ...secretNeeds(consume, variables)];
}

function addressNeeds({ namespace, baseUri }: Consume, variables: Variables): readonly string[] {
  const unfilled = withoutValue(placeholders(baseUri), variables);
  return unfilled.length > 0 ? unfilled : [`--base-uri ${namespace}=URL`];
}

function secretNeeds({ authentication }: Consume, variables: Variables): readonly string[] {
  const names = credentialFields(authentication).flatMap(([, text]) => templateNames(text));
  return withoutValue(names, variables);
}

function withoutValue(names: readonly string[], variables: Variables): string[] {
  return names.filter((name) => variables.get(name) === undefined).map((name) => variables.label(name));
}
