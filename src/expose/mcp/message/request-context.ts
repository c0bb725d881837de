import { readTraceContext } from '../../../consume/request/trace-context.ts';
import { isObject } from '../../../json/json.ts';
import type { CallContext } from '../../../operation/operation.ts';
import type { Exchange } from '../exchange.ts';
import type { Params } from './json-rpc.ts';
import { progressTo } from './progress.ts';

/** What operations need to know of the request that they are run for, whatever its method is. */
export function requestContext({ _meta }: Params, exchange: Exchange): CallContext {
  const { progressToken, traceparent, tracestate } = isObject(_meta) ? _meta : nothing;
  return {
    whenGone: exchange.whenGone,
    caller: exchange.caller,
    progress: progressToken === undefined ? undefined : progressTo(exchange, progressToken),
    trace: traceparent === undefined ? undefined : readTraceContext(traceparent, tracestate),
  };
}

const nothing: Readonly<Record<string, unknown>> = {};
