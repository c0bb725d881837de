import type { Toolbox } from './call-tool.ts';
import type { Method } from '../era.ts';
import { preparePages } from '../pages.ts';
import { perCaller } from '../per-caller.ts';

/**
 * More than hosts take of all their servers together (128 at most), because many clients read the first page alone; and
 * few enough that a page of tools with large schemas stays below a megabyte or so.
 */
const perPage = 250;

/**
 * Prepares what `tools/list` answers: the tools a caller may use, page by page.
 *
 * @param lasting members of every page besides the tools.
 */
export function prepareToolList({ tools }: Toolbox, lasting: object): Method {
  const listFor = perCaller(
    [...tools.values()],
    ({ scopes }) => scopes,
    (visible) =>
      preparePages(
        visible.map(({ description }) => description),
        { key: 'tools', perPage, lasting },
      ),
  );
  return (params, { caller }) => listFor(caller)(params);
}
