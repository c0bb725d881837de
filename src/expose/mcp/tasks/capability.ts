import { isObject } from '../../../json/json.ts';
import type { ClientCapabilities } from '../session.ts';

/** SEP-2663. */
const extension = 'io.modelcontextprotocol/tasks';

/** As client and server declare it. */
export const tasksCapability = { extensions: { [extension]: {} } };

export function followsTasks({ extensions }: ClientCapabilities): boolean {
  return isObject(extensions) && isObject(extensions[extension]);
}
