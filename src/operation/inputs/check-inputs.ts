import type { Input } from '../../capability/model.ts';
import { Payload } from '../../json/payload.ts';
import type { JsonSchema } from '../../json/schema.ts';
import type { Failure, FieldProblem } from '../../problem/failure.ts';
import type { Inputs } from './inputs.ts';
import { compileUsable } from './usable-schema.ts';

/** @returns why the inputs cannot be used, or undefined when they can. */
export interface InputCheck {
  (inputs: Inputs): Failure | undefined;
  /** Compiles now what the first call would else wait for. */
  prepare(): void;
}

/** Compiles the check of an operation's inputs against their schema. */
export function compileInputCheck(inputs: readonly Input[], schema: JsonSchema): InputCheck {
  const problemsOf = compileUsable(schema);
  const bodies = inputs.filter((input) => input.in === 'body').map((input) => input.name);
  const check = (given: Inputs): Failure | undefined => {
    const problems = problemsOf(plain(given, bodies));
    return problems.length === 0 ? undefined : failure(problems, given, bodies);
  };
  return Object.assign(check, { prepare: () => problemsOf.prepare() });
}

function plain(given: Inputs, bodies: readonly string[]): Inputs {
  for (const body of bodies) {
    const value = given[body];
    if (value instanceof Payload) return { ...given, [body]: value.value };
  }
  return given;
}

function failure(problems: readonly FieldProblem[], given: Inputs, bodies: readonly string[]): Failure {
  const inBody = (problem: FieldProblem): boolean =>
    bodies.some((body) => problem.field === body || problem.field.startsWith(`${body}.`));
  const missingBody = bodies.find((body) => given[body] === undefined && problems.some(({ field }) => field === body));
  const detail = problems.map(({ field, message }) => (field === '' ? message : `${field} ${message}`)).join('; ');
  if (missingBody !== undefined && problems.every(inBody)) {
    return {
      code: 'missing-body',
      status: 400,
      detail: 'This operation needs a request body (JSON), and none came.',
      retry: 'never',
      fields: problems,
    };
  }
  const onlyBody = problems.every(inBody);
  return {
    code: onlyBody ? 'invalid-body' : 'invalid-input',
    status: onlyBody ? 422 : 400,
    detail: `${detail}. Nothing was sent.`,
    retry: 'never',
    fields: problems,
  };
}
