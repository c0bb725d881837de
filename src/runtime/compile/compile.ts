import type { Capability, ConsumedOperation, Expose, ExposedOperation, SkillExpose } from '../../capability/model.ts';
import { callsOf } from '../../capability/calls.ts';
import { boundNames } from '../../capability/scope.ts';
import { variablesUsed } from '../../capability/variables-used.ts';
import { prepareApi, type Api } from '../../consume/api.ts';
import { createMask, type Mask } from '../../consume/mask.ts';
import type { Variables } from '../../consume/variables.ts';
import type { Contract, ContractOperation } from '../../contract/contract.ts';
import type { Callers } from '../../expose/http/callers.ts';
import { createRouteCheck, type RestRoute } from '../../expose/rest/router.ts';
import { InvalidExpression } from '../../expression/scanner.ts';
import { compileOperation } from '../../operation/compile.ts';
import { compileForward, type Forwarding } from '../../operation/forward.ts';
import type { Operation } from '../../operation/operation.ts';
import { soundsSecret } from '../../json/sounds-secret.ts';
import { fallbackBody, type ContractMode } from '../../operation/typed-inputs.ts';
import type { Diagnostic, Place } from '../../problem/diagnostic.ts';
import { createReport, type Report } from '../../problem/report.ts';
import { hasAddress, type BoundOperation } from './bound-operation.ts';
import { compileCallers } from './callers.ts';
import { compileSkills, type SkillProgram } from './compile-skill.ts';
import { compileMcp, type McpCompiler, type McpProgram } from './compile-mcp.ts';
import type { Decorate } from './decorate.ts';
import { noFiles } from '../files/load-files.ts';
import type { Loaded } from '../load.ts';
import { reportMissing } from './report-missing.ts';
import { reportUnsupportedBinds } from './report-unsupported-binds.ts';
import { createVariables, type VariableSources } from '../variables.ts';
import { version } from '../version.ts';

export interface CompileOptions extends VariableSources {
  /** Namespace of a consumed API to the base URI to use instead of the document's. */
  readonly baseUris: ReadonlyMap<string, string>;
  readonly contractMode: ContractMode;
  /** Milliseconds until the first byte of an upstream's answer, and between two pieces of it. */
  readonly timeout: number;
  /** The largest upstream answer that is held in memory, in bytes. */
  readonly maxAnswerBytes: number;
  readonly decorate?: Decorate | undefined;
}

/** What was read beside the document. */
export type LoadedFiles = Pick<Loaded, 'contracts'> & Partial<Pick<Loaded, 'bindValues' | 'schemas' | 'files'>>;

/** A capability compiled: everything ready to be served or called. */
export interface Program {
  readonly capability: Capability;
  readonly apis: ReadonlyMap<string, Api>;
  readonly servers: readonly ServerProgram[];
  readonly variables: Variables;
  readonly diagnostics: readonly Diagnostic[];
  /** Hides every secret of every API. */
  readonly mask: Mask;
  /** Closes the connections to the upstreams once running calls are done. */
  close(): Promise<void>;
}

/** One exposed server, compiled; `bound` pairs each operation with what it was compiled from. */
export interface ServerProgram {
  readonly namespace: string;
  readonly description: string | undefined;
  readonly port: number;
  /** Lets callers in; undefined where anyone may call. */
  readonly callers: Callers | undefined;
  readonly face:
    | { readonly type: 'rest'; readonly routes: readonly RestRoute[]; readonly forwards: readonly Forwarding[] }
    | McpProgram
    | SkillProgram;
  readonly bound: readonly BoundOperation[];
}

/** Compiles a loaded capability with the user's values. Nothing is sent or opened. */
export function compile(capability: Capability, loaded: LoadedFiles, options: CompileOptions): Program {
  const report = createReport();
  const mask = createMask([]);
  const variables = createVariables(capability.binds, loaded.bindValues ?? new Map(), options);
  const apis = new Map(
    capability.consumes.map((consume) => [
      consume.namespace,
      prepareApi(consume, {
        baseUri: options.baseUris.get(consume.namespace),
        variables,
        timeout: options.timeout,
        userAgent: `capstan/${version}`,
        mask,
      }),
    ]),
  );
  // A secret may also be a parameter, or part of a body, where only its name tells that it is one.
  for (const { name } of variablesUsed(capability)) {
    const value = soundsSecret(variables.label(name)) ? variables.get(name) : undefined;
    if (value !== undefined) mask.add(value);
  }
  // Of what is only there for others to import, they say what is missing.
  if (capability.exposes.length > 0) {
    for (const consume of capability.consumes) {
      const { namespace } = consume;
      reportMissing(consume, apis.get(namespace), { baseUri: options.baseUris.get(namespace), variables }, report);
    }
    reportUnsupportedBinds(capability.binds, variables, report);
  }
  const servers: ServerProgram[] = [];
  const compiler: Compiler = {
    title: capability.display,
    timeout: options.timeout,
    apis,
    variables,
    mask,
    report,
    bind: createBinder(apis, variables, loaded, options, report),
    decorate: createDecorator(capability, options.decorate, servers),
    files: loaded.files ?? noFiles,
    isBound: boundNames(capability.binds),
    maxAnswerBytes: options.maxAnswerBytes,
  };
  servers.push(...compileServers(capability.exposes, compiler));
  return {
    capability,
    apis,
    variables,
    servers,
    diagnostics: report.diagnostics,
    mask,
    close: async () => void (await Promise.all([...apis.values()].map((api) => api.close()))),
  };
}

interface Compiler extends McpCompiler {
  /** What the capability is called, for people. */
  readonly title: string;
  /** Milliseconds; see {@link CompileOptions}. */
  readonly timeout: number;
  readonly apis: ReadonlyMap<string, Api>;
  readonly variables: Variables;
  readonly decorate: (bound: BoundOperation, namespace: string) => BoundOperation;
}

function createBinder(
  apis: ReadonlyMap<string, Api>,
  variables: Variables,
  loaded: LoadedFiles,
  options: CompileOptions,
  report: Report,
): Compiler['bind'] {
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
        ...at(exposed.place),
      });
      return undefined;
    }
  };
}

/** Skills tell of what the other servers have, wherever these are written. */
function compileServers(exposes: readonly Expose[], compiler: Compiler): readonly ServerProgram[] {
  const compiled = new Map(
    exposes.map((expose) => [expose, expose.type === 'skill' ? [] : compileServer(expose, compiler)]),
  );
  const others = [...compiled.values()].flat();
  return exposes.flatMap((expose) =>
    expose.type === 'skill' ? compileSkillServer(expose, others, compiler) : (compiled.get(expose) ?? []),
  );
}

function compileSkillServer(
  expose: SkillExpose,
  others: readonly ServerProgram[],
  compiler: Compiler,
): readonly ServerProgram[] {
  const { namespace, description, port, skills } = expose;
  const callers = compileCallers(expose, compiler);
  const face = compileSkills(expose, others, compiler);
  return skills.length > 0 ? [{ namespace, description, port, callers, face, bound: [] }] : [];
}

/** A server all of whose operations go nowhere is not worth starting. */
function compileServer(expose: Exclude<Expose, SkillExpose>, compiler: Compiler): readonly ServerProgram[] {
  const { namespace, description, port } = expose;
  const callers = compileCallers(expose, compiler);
  const common = { namespace, description, port, callers };
  if (expose.type === 'mcp') {
    const bind: Compiler['bind'] = (exposed) => bindDecorated(exposed, namespace, compiler);
    const { bound, face } = compileMcp(expose, { ...compiler, bind });
    const needsNone = [...face.resources, ...face.prompts].some((one) => one.bound === undefined);
    return needsNone || bound.some(hasAddress) ? [{ ...common, bound, face }] : [];
  }
  const routes: RestRoute[] = [];
  const unroutable = createRouteCheck();
  const bound = expose.operations.flatMap((exposed) => {
    const one = bindDecorated(exposed, namespace, compiler);
    if (!one) return [];
    const { method, path, placeholders, place } = exposed;
    const route: RestRoute = { operation: one.operation, method, path, placeholders };
    const why = unroutable(route);
    if (why === undefined) routes.push(route);
    else compiler.report.add('unsupported', { message: `${why} The entry is left out.`, ...at(place) });
    return why === undefined ? [one] : [];
  });
  const forwards = expose.forwards.flatMap((forward) => {
    const api = compiler.apis.get(forward.target);
    return api?.origin === undefined ? [] : [compileForward(forward, api)];
  });
  return bound.some(hasAddress) || forwards.length > 0
    ? [{ ...common, bound, face: { type: 'rest', routes, forwards } }]
    : [];
}

function bindDecorated(
  exposed: ExposedOperation,
  namespace: string,
  { bind, decorate }: Compiler,
): BoundOperation | undefined {
  const bound = bind(exposed);
  return bound && decorate(bound, namespace);
}

/** @param servers filled once all of them are compiled. */
function createDecorator(
  { name: capability }: Capability,
  decorate: Decorate | undefined,
  servers: readonly ServerProgram[],
): Compiler['decorate'] {
  if (!decorate) return (bound) => bound;
  return (bound, namespace) => {
    const sibling = (name: string): Operation | undefined =>
      servers
        .toSorted((one, other) => Number(other.namespace === namespace) - Number(one.namespace === namespace))
        .flatMap((server) => server.bound)
        .find(({ operation }) => operation.name === name)?.operation;
    const { exposed } = bound;
    return { ...bound, operation: decorate(bound.operation, { capability, namespace, exposed, sibling }) };
  };
}

function findContract(
  contract: Contract,
  api: Api,
  call: ConsumedOperation,
  report: Report,
): ReturnType<Contract['find']> {
  const found = contract.find(call.method, api.basePath + call.path) ?? contract.find(call.method, call.path);
  if (!found) {
    report.add('contract-no-match', {
      message: `The contract ${contract.title} does not describe ${call.method} ${call.path}; it stays untyped.`,
      ...at(call.place),
    });
  }
  return found;
}

function at(place: Place | undefined): { readonly place?: Place } {
  return place ? { place } : {};
}
