import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../json/schema.ts';
import type { FieldProblem } from '../problem/failure.ts';
import { branchKeywords } from './branches.ts';
import { quickEngine, thoroughEngine, type Engine } from './engine.ts';
import { problemOf } from './problem.ts';

/** More than this many is no help to anybody. */
const most = 20;

export interface SchemaCheck {
  (value: unknown): readonly FieldProblem[];
  /** Compiles now what the first value would else wait for. */
  prepare(): void;
}

/**
 * Prepares a check of values against a self-contained schema. Nothing is compiled before the first value comes, and the
 * part that finds words for what is wrong not before something is.
 *
 * @returns the problems of a value, at most 20; none when it fits. Fields are dotted paths (`tags.0`), '' for the value
 *   itself. No message quotes the value.
 */
export function compileSchema(schema: JsonSchema): SchemaCheck {
  let fits: ValidateFunction | undefined;
  let explain: ValidateFunction | undefined;

  const prepare = (): ValidateFunction => (fits ??= quickEngine().compile(schema));
  const check = (value: unknown): readonly FieldProblem[] => {
    const fits = prepare();
    if (fits(value)) return [];
    const first = fits.errors ?? [];
    explain ??= explainer().compile(schema);
    const errors = explain(value) ? first : (explain.errors ?? first);
    const problems = new Map<string, FieldProblem>();
    for (const error of errors) {
      const problem = problemOf(error, schema);
      if (problem === undefined) continue;
      problems.set(`${problem.field}\n${problem.message}`, problem);
      if (problems.size === most) break;
    }
    return problems.size > 0 ? [...problems.values()] : [{ field: '', message: 'does not fit the contract' }];
  };
  return Object.assign(check, { prepare: () => void prepare() });
}

let shared: Engine | undefined;

function explainer(): Engine {
  shared ??= thoroughEngine(branchKeywords);
  return shared;
}
