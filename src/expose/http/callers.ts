import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../operation/caller.ts';
import type { CallerRefusal } from './callers/refusal.ts';
import type { ResourceMetadata } from './callers/resource-metadata.ts';

export type { CallerRefusal } from './callers/refusal.ts';

/** Who the caller is, or why it may not come in. */
export type Checked = Caller | CallerRefusal;

/** Decides about a request before its body is read; a promise only where somebody else must be asked. */
export type CallerCheck = (request: IncomingMessage) => Checked | Promise<Checked>;

/** Who may call a server, and what each caller may do there. */
export interface Callers {
  readonly check: CallerCheck;
  /** Why a caller may not do what takes these scopes; undefined when it may. */
  readonly forbid: (caller: Caller | undefined, scopes: readonly string[]) => CallerRefusal | undefined;
  /** A request's URL without the caller's own key, where that is in the query. */
  readonly withoutKey: (url: string) => string;
  /** The name of the header that holds the caller's credential, in lower case; undefined when it is in the query. */
  readonly header: string | undefined;
  /** What callers show, in words for people. */
  readonly shows: string;
  /** What they show, as an OpenAPI Security Scheme Object. */
  readonly scheme: Readonly<Record<string, unknown>>;
  /** What the token of every caller must allow. */
  readonly scopes: readonly string[];
  /** What anyone may read of how to get a token; undefined where callers show none. */
  readonly metadata: ResourceMetadata | undefined;
}
