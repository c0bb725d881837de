import type { Callers } from '../http/callers.ts';
import type { Caching } from './caching.ts';
import type { McpPrompt } from './prompts/prompt.ts';
import type { McpResource } from './resources/resource.ts';

/** What a server has besides its tools. */
export interface Offer {
  readonly resources: readonly McpResource[];
  readonly prompts: readonly McpPrompt[];
  readonly caching: Caching;
  /** Whether anybody tells of changes of a single resource: a program may, a document has nothing that could. */
  readonly isWatched?: boolean;
  /** Undefined where anyone may call. */
  readonly callers?: Callers | undefined;
}

/** What a server says that it can do. */
export function offeredCapabilities(
  { resources, prompts, isWatched = false }: Offer,
  tools: number,
): Readonly<Record<string, object>> {
  return {
    ...(tools > 0 && { tools: changing }),
    ...(resources.length > 0 && { resources: isWatched ? { subscribe: true, ...changing } : changing }),
    ...(prompts.length > 0 && { prompts: changing }),
    ...(canBeCompleted({ resources, prompts }) && { completions: {} }),
  };
}

/** Clients that listen hear of a reload, and of what a program that embeds Capstan changes. */
const changing = { listChanged: true };

export function scopesOf({ scopes = [] }: McpResource | McpPrompt): readonly string[] {
  return scopes;
}

/** Whether anything takes arguments that a person types. */
export function canBeCompleted({ resources, prompts }: Pick<Offer, 'resources' | 'prompts'>): boolean {
  return resources.some((one) => 'uriTemplate' in one) || prompts.some((one) => one.arguments.length > 0);
}
