import { closestName } from '../../../json/closest-name.ts';
import type { Method } from '../era.ts';
import { failedError } from '../result/failed-call.ts';
import { errorCode, rpcError } from '../message/json-rpc.ts';
import type { RpcError } from '../message/json-rpc.ts';
import { mayUse, type Caller } from '../../../operation/caller.ts';
import { scopesOf, type Offer } from '../offer.ts';
import { refusedCaller } from '../refused-caller.ts';
import { requestContext } from '../message/request-context.ts';
import type { Wording } from '../wording.ts';
import type { McpResource } from './resource.ts';
import { compileResourceFinder } from './find-resource.ts';

/** Longer ones are nobody's URI, and would only be matched and quoted. In UTF-16 units. */
const longestUri = 8192;

/** Prepares `resources/read`. */
export function prepareReadResource({ resources, caching, callers }: Offer, wording: Wording): Method {
  const find = compileResourceFinder(resources);
  const lasting = wording.keepable(caching.lasting);
  const fleeting = wording.keepable(caching.fleeting);
  return async (params, exchange) => {
    const { uri } = params;
    if (typeof uri !== 'string' || uri.length > longestUri) {
      return rpcError(errorCode.invalidParams, 200, '"params.uri" must be the URI of a resource, as text.');
    }
    const found = find(uri);
    if (!found) return noSuchResource(uri, wording, unknownUri(uri, resources, exchange.caller));
    const { resource, values } = found;
    const forbidden = callers?.forbid(exchange.caller, scopesOf(resource));
    if (forbidden) return refusedCaller(forbidden);
    const context = { ...requestContext(params, exchange), capabilities: wording.capabilitiesOf(params, exchange) };
    const outcome = await wording.settle({ method: 'resources/read', subject: uri, params, exchange }, (round) =>
      resource.read(uri, values, { ...context, round }),
    );
    if ('code' in outcome) return outcome;
    switch (outcome.kind) {
      case 'pending':
        return wording.pending(outcome);
      case 'contents':
        return JSON.stringify({ contents: outcome.contents, ...(resource.isStatic ? lasting : fleeting) });
      case 'nothing':
        return noSuchResource(uri, wording, outcome.message ?? 'There is nothing at this URI.', outcome.data);
      case 'failed':
        return failedError(outcome, { uri });
    }
  };
}

function noSuchResource(uri: string, { noSuchResource: code }: Wording, message: string, data?: object): RpcError {
  return rpcError(code, 200, `Resource not found: ${message}`, { ...data, uri });
}

/** URIs that a caller is not shown are not hinted at either. */
function unknownUri(uri: string, resources: readonly McpResource[], caller: Caller | undefined): string {
  const visible = resources.filter((resource) => mayUse(caller, scopesOf(resource)));
  const known = visible.flatMap((resource) => ('uri' in resource ? [resource.uri] : []));
  const near = closestName(uri.slice(0, 200), known);
  return near === undefined
    ? 'resources/list and resources/templates/list say what there is.'
    : `Did you mean ${JSON.stringify(near)}?`;
}
