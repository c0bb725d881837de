import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileSchema, loadContract, type Contract, type JsonSchema } from '../../../src/index.ts';
import { contractFile } from '../../files.ts';

type Operation = NonNullable<ReturnType<Contract['find']>>;
export type Check = ReturnType<typeof compileSchema>;

let contract: Contract | undefined;

/** An operation of the contract, which is read when the first one is asked for: most of a start would go into it. */
function operationAt(method: string, path: string): Operation {
  contract ??= loadContract(readFileSync(contractFile, 'utf8'), fileURLToPath(contractFile));
  const operation = contract.find(method, path);
  if (!operation) throw new Error(`The contract has no ${method} ${path}.`);
  return operation;
}

/** Checks bodies of an operation. @throws Error when the contract gives it none. */
export function bodyCheck(method: string, path: string): Check {
  const { body } = operationAt(method, path);
  if (!body) throw new Error(`The contract gives ${method} ${path} no body.`);
  return compileSchema(body.schema);
}

export interface QueryParameter {
  readonly name: string;
  readonly type: JsonSchema['type'];
  readonly check: Check;
}

/** The query of an operation. @throws Error when the contract gives it none. */
export function queryParameters(method: string, path: string): readonly QueryParameter[] {
  const parameters = operationAt(method, path).parameters.filter((parameter) => parameter.in === 'query');
  if (parameters.length === 0) throw new Error(`The contract gives ${method} ${path} no query.`);
  return parameters.map(({ name, schema }) => ({ name, type: schema.type, check: compileSchema(schema) }));
}
