import type { RestExpose } from '../../capability/model.ts';
import type { Api } from '../../consume/api.ts';
import { createRouteCheck, type RestRoute } from '../../expose/rest/router.ts';
import { compileForward } from '../../operation/forward.ts';
import type { Report } from '../../problem/report.ts';
import type { Bind } from './bind-operation.ts';
import type { BoundOperation } from './bound-operation.ts';
import type { RestProgram } from './program.ts';

export interface RestCompiler {
  readonly bind: Bind;
  readonly apis: ReadonlyMap<string, Api>;
  readonly report: Report;
}

/** Compiles operations and forwards; what cannot be had is left out, reported by whoever found that. */
export function compileRest(
  expose: RestExpose,
  { bind, apis, report }: RestCompiler,
): { readonly face: RestProgram; readonly bound: readonly BoundOperation[] } {
  const routes: RestRoute[] = [];
  const unroutable = createRouteCheck();
  const bound = expose.operations.flatMap((exposed) => {
    const one = bind(exposed);
    if (!one) return [];
    const { method, path, placeholders, place } = exposed;
    const route: RestRoute = { operation: one.operation, method, path, placeholders };
    const why = unroutable(route);
    if (why === undefined) routes.push(route);
    else report.add('unsupported', { message: `${why} The entry is left out.`, ...(place && { place }) });
    return why === undefined ? [one] : [];
  });
  const forwards = expose.forwards.flatMap((forward) => {
    const api = apis.get(forward.target);
    return api?.origin === undefined ? [] : [compileForward(forward, api)];
  });
  return { face: { type: 'rest', routes, forwards }, bound };
}
