import type { Exchange } from '../exchange.ts';
import type { Params, RpcError } from '../message/json-rpc.ts';
import type { InputRequired, Round } from './input-required.ts';

/** A request that may take several rounds. */
export interface Request {
  readonly method: string;
  /** What it is about: the name of the tool or prompt, the URI of the resource. */
  readonly subject: string;
  readonly params: Params;
  readonly exchange: Exchange;
}

/** What a request came to, and whether it has to come back with more. */
export type Settled<Result> = Result | RpcError | Pending;

/** The client must answer and ask again; this is the result that says so. */
export interface Pending {
  readonly kind: 'pending';
  readonly inputRequests: InputRequired['requests'];
  readonly requestState: string | undefined;
}

/** How questions get to the client and answers back, which is what the eras differ in most. */
export type Settle = <Result extends object>(
  request: Request,
  run: (round: Round) => Promise<Result | InputRequired | RpcError>,
) => Promise<Settled<Result>>;

export function isInputRequired(result: object): result is InputRequired {
  return 'kind' in result && result.kind === 'input-required';
}

export function isPending(result: object): result is Pending {
  return 'kind' in result && result.kind === 'pending';
}
