import { callsOf } from '../../capability/calls.ts';
import type { ConsumedOperation, ExposedOperation } from '../../capability/model.ts';
import type { Api } from '../../consume/api.ts';
import type { Variables } from '../../consume/variables.ts';
import { ContractError } from '../../contract/contract-error.ts';
import type { Contract, ContractOperation } from '../../contract/contract.ts';
import { InvalidExpression } from '../../expression/scanner.ts';
import { compileOperation } from '../../operation/compile.ts';
import { fallbackBody } from '../../operation/inputs/typed-inputs.ts';
import type { Report } from '../../problem/report.ts';
import type { BoundOperation } from './bound-operation.ts';
import type { CompileOptions, LoadedFiles } from './compile-options.ts';

/** @returns undefined, reported, for an operation that cannot be compiled. */
export type Bind = (exposed: ExposedOperation) => BoundOperation | undefined;

/** Compiles operations one by one, each with the APIs and the contracts it calls. */
export function createBinder(
  apis: ReadonlyMap<string, Api>,
  variables: Variables,
  loaded: LoadedFiles,
  options: CompileOptions,
  report: Report,
): Bind {
  const apiOf = (call: ConsumedOperation): Api => apis.get(call.namespace) as Api; // every consumed API is prepared
  const contracts = new Map<ConsumedOperation, ContractOperation | undefined>();
  const contractOf = (call: ConsumedOperation): ContractOperation | undefined => {
    const contract = loaded.contracts.get(call.namespace);
    if (!contract) return undefined;
    if (!contracts.has(call)) contracts.set(call, findContract(contract, apiOf(call), call, report));
    return contracts.get(call);
  };
  const { contractMode, maxAnswerBytes } = options;
  const operationOptions = {
    api: apiOf,
    contract: contractOf,
    contractMode,
    variables,
    maxAnswerBytes,
    schemaText: ({ answer }: ConsumedOperation) =>
      answer.schema === undefined ? undefined : (loaded.schemas?.get(answer.schema) ?? answer.schema),
  };
  return (exposed) => {
    try {
      const operation = compileOperation(exposed, operationOptions);
      const calls = callsOf(exposed.flow).map(({ call }) => ({
        call,
        api: apiOf(call),
        contract: contractOf(call),
        fallbackBody: fallbackBody(contractOf(call)),
      }));
      return { exposed, operation, calls };
    } catch (error) {
      if (!(error instanceof InvalidExpression)) throw error;
      report.add('invalid-expression', {
        message: `An expression of ${exposed.name} cannot be read: ${error.message}; the entry is left out.`,
        ...(exposed.place && { place: exposed.place }),
      });
      return undefined;
    }
  };
}

function findContract(
  contract: Contract,
  api: Api,
  call: ConsumedOperation,
  report: Report,
): ContractOperation | undefined {
  const place = call.place && { place: call.place };
  try {
    const found = contract.find(call.method, api.basePath + call.path) ?? contract.find(call.method, call.path);
    if (found) return found;
    report.add('contract-no-match', {
      message: `The contract ${contract.title} does not describe ${call.method} ${call.path}; it stays untyped.`,
      ...place,
    });
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    report.add('contract-unreadable', {
      message: `${error.message} ${call.method} ${call.path} stays untyped.`,
      severity: 'warning',
      ...place,
    });
  }
  return undefined;
}
