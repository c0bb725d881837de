import type { ErrorObject, FuncKeywordDefinition, SchemaObjCxt, ValidateFunction } from 'ajv/dist/2020.js';
import { isObject } from '../json/json.ts';
import type { JsonSchema } from '../json/schema.ts';
import type { Engine } from './engine.ts';
import { article, either, list } from './words.ts';

type Problem = Partial<ErrorObject>;

/**
 * `anyOf` and `oneOf` that explain themselves: instead of what is wrong with every branch, what is wrong with the one
 * the value comes closest to.
 */
export function branchKeywords(engine: Engine): readonly FuncKeywordDefinition[] {
  return ['anyOf', 'oneOf'].map((keyword) => ({
    keyword,
    errors: 'full',
    compile: (branches: readonly JsonSchema[], _: unknown, context: SchemaObjCxt) => {
      const $defs = defsOf(context.schemaEnv.root.schema);
      const compiled: ValidateFunction[] = [];
      // Compiled when a value comes, not here: a schema may reach itself through its branches.
      const problemsOf = (value: unknown, index: number, at: string): readonly Problem[] => {
        const check = (compiled[index] ??= engine.compile({ ...branches[index], $defs }));
        return check(value) ? [] : (check.errors ?? []).map((error) => movedTo(at, error));
      };
      const validate: Explaining = (value, context_) => {
        const at = context_?.instancePath ?? '';
        const found = branches.map((_branch, index) => problemsOf(value, index, at));
        const fitting = found.filter((problems) => problems.length === 0).length;
        if (fitting === 1 || (fitting > 1 && keyword === 'anyOf')) return true;
        const problems =
          fitting > 1
            ? [told(at, 'fits several of the forms it may have; it must fit just one')]
            : closest(keyword, branches, found, at);
        // An error of our own is passed on as it is.
        validate.errors = [...problems];
        return false;
      };
      return validate;
    },
  }));
}

interface Explaining {
  (value: unknown, context?: { readonly instancePath: string }): boolean;
  errors?: Problem[];
}

function closest(
  keyword: string,
  branches: readonly JsonSchema[],
  found: readonly (readonly Problem[])[],
  at: string,
): readonly Problem[] {
  const names = branches.map(onlyRequired);
  if (names.every((name) => name !== undefined)) {
    const quoted = names.map((each) => each.map((name) => JSON.stringify(name)).join(' with '));
    return [told(at, `must have ${keyword === 'oneOf' ? 'exactly' : 'at least'} one of ${quoted.join(', ')}`)];
  }
  const values = branches.map((branch) => branch.enum ?? ('const' in branch ? [branch['const']] : undefined));
  if (values.every((each) => each !== undefined)) {
    const allowedValues = values.flat();
    return [{ ...told(at, `must be one of ${list(allowedValues)}`), params: { allowedValues } }];
  }
  const ofType = found.filter((problems) => !problems.some((e) => e.keyword === 'type' && e.instancePath === at));
  if (ofType.length === 0) {
    const types = new Set(found.flatMap((problems) => problems.flatMap((e) => typesOf(e))));
    return [told(at, `must be ${either([...types].map(article))}`)];
  }
  return kinds(ofType, at) ?? ofType.reduce((best, each) => (distance(each, at) < distance(best, at) ? each : best));
}

/** Where every branch is refused for the constant in the same property, that property says which branch is meant: all its values. */
function kinds(found: readonly (readonly Problem[])[], at: string): readonly Problem[] | undefined {
  const constants = found.map((problems) => problems.find((problem) => isConstantInside(problem, at)));
  const path = constants[0]?.instancePath;
  if (path === undefined || constants.some((problem) => problem?.instancePath !== path)) return undefined;
  const allowedValues = constants.flatMap(
    (problem) => problem?.params?.['allowedValues'] ?? problem?.params?.['allowedValue'],
  );
  return [{ ...told(path, `must be one of ${list(allowedValues)}`), params: { allowedValues } }];
}

/** A wrong constant right inside the value means that another branch was meant; otherwise fewer problems are closer. */
function distance(problems: readonly Problem[], at: string): number {
  const constants = problems.filter((problem) => isConstantInside(problem, at)).length;
  return constants * 1000 + problems.length;
}

function isConstantInside({ keyword, instancePath = '' }: Problem, at: string): boolean {
  return (keyword === 'const' || keyword === 'enum') && instancePath.slice(at.length).lastIndexOf('/') === 0;
}

/** The names a branch asks for, where that is all it does. */
function onlyRequired(branch: JsonSchema): readonly string[] | undefined {
  const says = Object.keys(branch).filter((key) => !['title', 'description'].includes(key));
  return says.length === 1 && says[0] === 'required' ? branch.required : undefined;
}

function typesOf(error: Problem): readonly string[] {
  if (error.keyword !== 'type') return [];
  const type: unknown = error.params?.['type'];
  return (Array.isArray(type) ? type : [type]).map(String);
}

function told(at: string, message: string): Problem {
  return { keyword: 'branches', instancePath: at, message, params: {} };
}

function movedTo(at: string, error: ErrorObject): Problem {
  return { ...error, instancePath: at + error.instancePath };
}

function defsOf(root: unknown): NonNullable<JsonSchema['$defs']> {
  const defs = isObject(root) ? root['$defs'] : undefined;
  // The root is the JsonSchema given to compile, or a branch that was given the same definitions above.
  return isObject(defs) ? (defs as NonNullable<JsonSchema['$defs']>) : {};
}
