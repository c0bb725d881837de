import type { Capability, Consume, Expose, ExposedOperation } from '../capability/model.ts';
import { prepareApi, type Api } from '../consume/api.ts';
import { createMask, type Mask } from '../consume/mask.ts';
import type { Contract } from '../contract/contract.ts';
import { createRouteCheck, type RestRoute } from '../expose/rest/router.ts';
import { InvalidExpression } from '../expression/scanner.ts';
import { compileOperation } from '../operation/compile.ts';
import type { Operation } from '../operation/operation.ts';
import { fallbackBody, type ContractMode } from '../operation/typed-inputs.ts';
import type { Diagnostic, Place } from '../problem/diagnostic.ts';
import { createReport, type Report } from '../problem/report.ts';
import type { Loaded } from './load.ts';
import { createVariables, type VariableSources } from './variables.ts';
import { version } from './version.ts';

export interface CompileOptions extends VariableSources {
  /** Namespace of a consumed API to the base URI to use instead of the document's. */
  readonly baseUris: ReadonlyMap<string, string>;
  readonly contractMode: ContractMode;
  /** Milliseconds until the first byte of an upstream's answer, and between two pieces of it. */
  readonly timeout: number;
  /** The largest upstream answer that is held in memory, in bytes. */
  readonly maxAnswerBytes: number;
}

/** A capability compiled: everything ready to be served or called. */
export interface Program {
  readonly capability: Capability;
  readonly apis: ReadonlyMap<string, Api>;
  readonly servers: readonly ServerProgram[];
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
  readonly face:
    | { readonly type: 'rest'; readonly routes: readonly RestRoute[] }
    | { readonly type: 'mcp'; readonly tools: readonly Operation[] };
  readonly bound: readonly BoundOperation[];
}

export interface BoundOperation {
  readonly operation: Operation;
  readonly exposed: ExposedOperation;
  readonly api: Api;
  /** What is sent as the body when a caller gives none; null for no body. */
  readonly fallbackBody: string | null;
}

/** Compiles a loaded capability with the user's values. Nothing is sent or opened. */
export function compile(capability: Capability, loaded: Pick<Loaded, 'contracts'>, options: CompileOptions): Program {
  const report = createReport();
  const variables = createVariables(capability.binds, options);
  const apis = new Map(
    capability.consumes.map((consume) => [
      consume.namespace,
      prepareApi(consume, {
        baseUri: options.baseUris.get(consume.namespace),
        variables,
        timeout: options.timeout,
        userAgent: `capstan/${version}`,
        mask: createMask,
      }),
    ]),
  );
  for (const consume of capability.consumes) reportBlocked(consume, apis.get(consume.namespace), report);

  const bind = (exposed: ExposedOperation): readonly BoundOperation[] => {
    const api = apis.get(exposed.call.namespace);
    if (!api) return [];
    const contract = loaded.contracts.get(api.namespace);
    const described = contract && findContract(contract, api, exposed, report);
    try {
      const { contractMode, maxAnswerBytes } = options;
      return [
        {
          exposed,
          api,
          fallbackBody: fallbackBody(described),
          operation: compileOperation(exposed, { api, contract: described, contractMode, maxAnswerBytes }),
        },
      ];
    } catch (error) {
      if (!(error instanceof InvalidExpression)) throw error;
      report.add('invalid-expression', {
        message: `An expression of ${exposed.name} cannot be read: ${error.message}; the entry is left out.`,
        ...at(exposed.place),
      });
      return [];
    }
  };
  return {
    capability,
    apis,
    servers: capability.exposes.flatMap((expose) => compileServer(expose, bind, report)),
    diagnostics: report.diagnostics,
    mask: createMask([...apis.values()].flatMap((api) => api.credentials.secrets)),
    close: async () => void (await Promise.all([...apis.values()].map((api) => api.close()))),
  };
}

/** A server all of whose operations go nowhere is not worth starting. */
function compileServer(
  expose: Expose,
  bind: (exposed: ExposedOperation) => readonly BoundOperation[],
  report: Report,
): readonly ServerProgram[] {
  const { namespace, description, port } = expose;
  if (expose.type === 'mcp') {
    const bound = expose.tools.flatMap(bind);
    return bound.some(hasAddress)
      ? [{ namespace, description, port, bound, face: { type: 'mcp', tools: bound.map(({ operation }) => operation) } }]
      : [];
  }
  const routes: RestRoute[] = [];
  const unroutable = createRouteCheck();
  const bound = expose.operations.flatMap((exposed) =>
    bind(exposed).filter(({ operation }) => {
      const { method, path, placeholders, place } = exposed;
      const route: RestRoute = { operation, method, path, placeholders };
      const why = unroutable(route);
      if (why === undefined) routes.push(route);
      else report.add('unsupported', { message: `${why} The entry is left out.`, ...at(place) });
      return why === undefined;
    }),
  );
  return bound.some(hasAddress) ? [{ namespace, description, port, bound, face: { type: 'rest', routes } }] : [];
}

function hasAddress({ api }: BoundOperation): boolean {
  return api.origin !== undefined;
}

function findContract(
  contract: Contract,
  api: Api,
  { call }: ExposedOperation,
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

function reportBlocked(consume: Consume, api: Api | undefined, report: Report): void {
  const blocked = api?.blocked;
  if (!blocked || blocked.code === 'unsupported-authentication') return; // that was said when the document was read
  report.add(blocked.code === 'missing-base-uri' ? 'missing-base-uri' : 'missing-secret', {
    message: blocked.detail,
    ...at(consume.place),
  });
}

function at(place: Place | undefined): { readonly place?: Place } {
  return place ? { place } : {};
}
