import { closestName } from '../../../json/closest-name.ts';
import type { Method } from '../era.ts';
import { failedError } from '../failed-call.ts';
import { errorCode, rpcError } from '../json-rpc.ts';
import type { RpcError } from '../json-rpc.ts';
import type { Offer } from '../offer.ts';
import { requestContext } from '../request-context.ts';
import type { Wording } from '../wording.ts';
import { compileResourceFinder } from './find-resource.ts';

/** Longer ones are nobody's URI, and would only be matched and quoted. In UTF-16 units. */
const longestUri = 8192;

/** Prepares `resources/read`. */
export function prepareReadResource({ resources, caching }: Offer, wording: Wording): Method {
  const find = compileResourceFinder(resources);
  const fixed = resources.flatMap((resource) => ('uri' in resource ? [resource.uri] : []));
  const lasting = wording.keepable(caching.lasting);
  const fleeting = wording.keepable(caching.fleeting);
  return async (params, exchange) => {
    const { uri } = params;
    if (typeof uri !== 'string' || uri.length > longestUri) {
      return rpcError(errorCode.invalidParams, 200, '"params.uri" must be the URI of a resource, as text.');
    }
    const found = find(uri);
    if (!found) return noSuchResource(uri, wording, unknownUri(uri, fixed));
    const { resource, values } = found;
    const outcome = await resource.read(uri, values, requestContext(params, exchange));
    switch (outcome.kind) {
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

function unknownUri(uri: string, known: readonly string[]): string {
  const near = closestName(uri.slice(0, 200), known);
  return near === undefined
    ? 'resources/list and resources/templates/list say what there is.'
    : `Did you mean ${JSON.stringify(near)}?`;
}
