import type { ExposedOperation, Input, Parameter } from '../../capability/model.ts';
import type { ContractOperation } from '../../contract/contract.ts';
import { relaxed } from '../../contract/relax.ts';
import { compileSchema } from '../../contract/validate.ts';
import type { JsonSchema } from '../../json/schema.ts';

/** How far a contract binds: `strict` to the letter; `lenient` lets unknown properties pass; `off` only describes. */
export type ContractMode = 'strict' | 'lenient' | 'off';

/** The inputs of an exposed operation, with what the contract knows of the parameters they feed. */
export function typeInputs(
  exposed: ExposedOperation,
  contract: ContractOperation | undefined,
  mode: ContractMode,
): readonly Input[] {
  const { flow } = exposed;
  if (!contract || flow.kind !== 'call') return exposed.inputs;
  return exposed.inputs.map((input) => {
    const fed = flow.arguments.find(({ value }) => 'input' in value && value.input === input.name);
    const parameter = flow.call.parameters.find(({ name }) => name === fed?.parameter);
    const known = parameter && contractSide(parameter, contract);
    if (!known) return input;
    const schema = mode === 'strict' ? known.schema : relaxed(known.schema);
    return { ...input, required: input.required || known.required, schema: { ...input.schema, ...schema } };
  });
}

function contractSide(
  parameter: Parameter,
  { body, parameters }: ContractOperation,
): { readonly required: boolean; readonly schema: JsonSchema } | undefined {
  if (parameter.in === 'body') {
    if (!body) return undefined;
    const description = body.schema.description ?? body.description;
    return {
      required: body.required && !takesEmptyObject(body.schema),
      schema: description === undefined ? body.schema : { ...body.schema, description },
    };
  }
  return parameters.find(({ name, in: place }) => name === parameter.name && place === parameter.in);
}

/**
 * What is sent when a caller gives no body: where the contract demands one and every member of it is optional, the empty
 * object is the one body that says nothing.
 */
export function fallbackBody(contract: ContractOperation | undefined): string | null {
  return contract?.body?.required && takesEmptyObject(contract.body.schema) ? '{}' : null;
}

/** Keywords by which an object without required members may refuse the empty one all the same. */
const decidedByTrying = ['minProperties', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'enum', 'const'];

function takesEmptyObject(schema: JsonSchema): boolean {
  if (schema.type !== 'object' || (schema.required ?? []).length > 0) return false;
  return !decidedByTrying.some((keyword) => keyword in schema) || compileSchema(schema)({}).length === 0;
}
