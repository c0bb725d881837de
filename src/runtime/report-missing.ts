import type { Consume, ConsumedOperation } from '../capability/model.ts';
import type { Api } from '../consume/api.ts';
import { howToSet, type Variables } from '../consume/variables.ts';
import { templateNames } from '../expression/template.ts';
import type { Report } from '../problem/report.ts';

/** Says what a consumed API lacks before it can be called: an address, a secret, the variables its requests need. */
export function reportMissing(consume: Consume, api: Api | undefined, variables: Variables, report: Report): void {
  const place = consume.place ? { place: consume.place } : {};
  const blocked = api?.blocked;
  // What is unsupported was said when the document was read.
  if (blocked && blocked.code !== 'unsupported-authentication') {
    const code = blocked.code === 'missing-base-uri' ? 'missing-base-uri' : 'missing-secret';
    report.add(code, { message: blocked.detail, ...place });
  }
  const needed = new Set(consume.operations.flatMap(variableNames));
  const missing = [...needed].filter((name) => variables.get(name) === undefined).map((name) => variables.label(name));
  if (missing.length === 0) return;
  report.add('missing-variable', {
    message: `Requests to ${consume.namespace} need ${[...new Set(missing)].join(', ')}, which ${missing.length > 1 ? 'have' : 'has'} no value.`,
    fix: howToSet(missing),
    ...place,
  });
}

/** The variables of binds that an operation's fixed parameters and its written body are made of. */
function variableNames({ parameters }: ConsumedOperation): readonly string[] {
  return parameters.flatMap(({ constant, in: location }) =>
    typeof constant === 'string' && location !== 'variable' ? templateNames(constant) : [],
  );
}
