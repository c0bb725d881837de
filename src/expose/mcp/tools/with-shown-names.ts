import type { Operation, Outcome } from '../../../operation/operation.ts';
import type { FieldProblem } from '../../../problem/failure.ts';
import { originalArguments, type ShownArguments } from '../schema/argument-names.ts';

/** The operation for callers who know its inputs by the names that are shown: they are understood, and told of those. */
export function withShownNames(operation: Operation, { schema, originals }: ShownArguments): Operation {
  const shownAs = new Map([...originals].map(([shown, original]) => [original, shown]));
  const shown = (problem: FieldProblem): FieldProblem => {
    const [name = '', ...inside] = problem.field.split('.');
    return { ...problem, field: [shownAs.get(name) ?? name, ...inside].join('.') };
  };
  const { work } = operation;
  return {
    ...operation,
    ...(work && {
      work: { ...work, handleOf: (outcome, given) => work.handleOf(outcome, originalArguments(given, originals)) },
    }),
    inputSchema: schema,
    async run(given, context): Promise<Outcome> {
      const outcome = await operation.run(originalArguments(given, originals), context);
      if (outcome.kind !== 'failure' || outcome.failure.fields === undefined) return outcome;
      return { kind: 'failure', failure: { ...outcome.failure, fields: outcome.failure.fields.map(shown) } };
    },
  };
}
