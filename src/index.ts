/** The public API, for embedding Capstan in a program of your own. */
export type { Capability } from './capability/model.ts';
export type { Contract, ContractOperation } from './contract/contract.ts';
export { ContractError } from './contract/contract-error.ts';
export { loadContract } from './contract/load-contract.ts';
export { compileSchema } from './contract/validate.ts';
export { UnreadableText } from './document/read-text.ts';
export { createGuard, type Guard, type GuardOptions } from './expose/http/guard.ts';
export type { Json, JsonObject } from './json/json.ts';
export type { JsonSchema } from './json/schema.ts';
export type { Caller, Input, Inputs, Operation, Outcome } from './operation/operation.ts';
export type { Diagnostic, Place } from './problem/diagnostic.ts';
export type { Failure, FieldProblem } from './problem/failure.ts';
export { compile, type CompileOptions, type Program } from './runtime/compile.ts';
export { PortUnavailable } from './runtime/listen.ts';
export { load, type Loaded, type LoadOptions } from './runtime/load.ts';
export { createLog, type Log, type LogOptions } from './runtime/log.ts';
export { start, type Running, type RunningServer, type StartOptions, type WantedPort } from './runtime/start.ts';
