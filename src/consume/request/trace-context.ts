import type { UpstreamRequest } from './request.ts';

/** The place of a call in a distributed trace (W3C Trace Context §3), checked, so that it can stand in a header. */
export interface TraceContext {
  readonly traceparent: string;
  readonly tracestate: string | undefined;
}

const parent = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
/** Printable ASCII of a length that any server takes (§3.3.1.5). */
const state = /^[\x20-\x7e]{1,512}$/;

/** @returns undefined when there is no trace, or what is given is none; a bad `tracestate` is left out. */
export function readTraceContext(traceparent: unknown, tracestate: unknown): TraceContext | undefined {
  if (typeof traceparent !== 'string' || !parent.test(traceparent)) return undefined;
  return {
    traceparent,
    tracestate: typeof tracestate === 'string' && state.test(tracestate) ? tracestate : undefined,
  };
}

/** The request as a part of the trace. What the document itself sends under these names stays. */
export function traced(request: UpstreamRequest, trace: TraceContext | undefined): UpstreamRequest {
  if (trace === undefined || request.headers.some((name) => name.toLowerCase() === 'traceparent')) return request;
  const { traceparent, tracestate } = trace;
  const headers = [...request.headers, 'traceparent', traceparent];
  return { ...request, headers: tracestate === undefined ? headers : [...headers, 'tracestate', tracestate] };
}
