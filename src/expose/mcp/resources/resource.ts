import type { ResourceContents } from '../result/content.ts';
import type { Failed } from '../result/failed-call.ts';
import type { InputRequired, RoundContext } from '../input/input-required.ts';

/** Something MCP clients read: one thing by its URI, or many by the URIs that a template expands to. */
export type McpResource = FixedResource | ResourceTemplate;

export interface FixedResource extends DescribedResource {
  readonly uri: string;
  /** In bytes. */
  readonly size?: number | undefined;
}

export interface ResourceTemplate extends DescribedResource {
  /** With `{placeholders}`: RFC 6570, level 1. */
  readonly uriTemplate: string;
  /** Values that placeholders are known to take, to be suggested. */
  readonly values?: Readonly<Record<string, readonly string[]>> | undefined;
}

interface DescribedResource {
  readonly name: string;
  /** For people. */
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly mimeType?: string | undefined;
  readonly annotations?: Annotations | undefined;
  /** What the token of its reader must allow. */
  readonly scopes?: readonly string[] | undefined;
  /** Whether it stays what it is, and is the same for every caller: then clients may keep it as long as the list. */
  readonly isStatic?: boolean | undefined;
  /**
   * Reads it. Says in its outcome what goes wrong; what it throws is taken for a defect.
   *
   * @param uri as it was asked for.
   * @param values of the placeholders, decoded; they are whatever the caller sent, and may hold slashes and dots.
   */
  read(uri: string, values: Readonly<Record<string, string>>, context: RoundContext): Promise<ReadOutcome>;
}

export interface Annotations {
  readonly audience?: readonly ('user' | 'assistant')[];
  /** From 0 to 1. */
  readonly priority?: number;
  /** An ISO 8601 time. */
  readonly lastModified?: string;
}

export type ReadOutcome =
  /** Never none: nothing at all is the next kind. */
  | { readonly kind: 'contents'; readonly contents: readonly [ResourceContents, ...ResourceContents[]] }
  /** There is nothing at this URI; what is known of it may be said. */
  | { readonly kind: 'nothing'; readonly message?: string; readonly data?: object }
  | Failed
  | InputRequired;

/** As the lists have it; members without a value are left out when it is written. */
export function describeResource(resource: McpResource): object {
  const { name, title, description, mimeType, annotations } = resource;
  const own = 'uri' in resource ? { uri: resource.uri, size: resource.size } : { uriTemplate: resource.uriTemplate };
  return { ...own, name, title, description, mimeType, annotations };
}
