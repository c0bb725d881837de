import type { Method } from './era.ts';
import { preparePages } from './pages.ts';
import type { ServedTool } from './tools/served-tool.ts';

/**
 * More than hosts take of all their servers together (128 at most), because many clients read the first page alone; and
 * few enough that a page of tools with large schemas stays below a megabyte or so.
 */
const perPage = 250;

/** Prepares what `tools/list` answers; `lasting` are members of every page besides the tools. */
export function prepareToolList(tools: ReadonlyMap<string, ServedTool>, lasting: object): Method {
  return preparePages(
    [...tools.values()].map(({ description }) => description),
    { key: 'tools', perPage, lasting },
  );
}
