import type { FindServer } from '../../expose/skill/vantage.ts';
import type { Program } from '../compile/program.ts';
import { pathOfServer, type Open } from './list.ts';

/**
 * Tells a skill where the other servers of its program are.
 *
 * @param open all servers and their ports, which are known by the time that somebody asks.
 */
export function createServerFinder(program: Program, open: () => readonly Open[]): FindServer {
  let own: readonly Open[] | undefined;
  return (namespace, type) => {
    own ??= open().filter((one) => one.program === program);
    const found = own.find(({ server }) => server.namespace === namespace && server.face.type === type);
    return found && { port: found.port, path: pathOfServer(found) };
  };
}
