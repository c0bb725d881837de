import type { Changes } from './changes/changes.ts';
import { createListen } from './changes/listen.ts';
import { callTool } from './tools/call-tool.ts';
import type { ToolCaller, Toolbox } from './tools/call-tool.ts';
import { clientCapabilities, wantedLogLevel } from './message/envelope.ts';
import { serverInfo } from './era.ts';
import type { Answer, Era, Method, ServerIdentity } from './era.ts';
import type { Exchange } from './exchange.ts';
import { isPending } from './input/settle.ts';
import { settleByRetry } from './input/settle-by-retry.ts';
import { errorCode } from './message/json-rpc.ts';
import type { Params } from './message/json-rpc.ts';
import { prepareToolList } from './tools/list-tools.ts';
import { offeredCapabilities } from './offer.ts';
import type { Offer } from './offer.ts';
import { offeredMethods } from './offered-methods.ts';
import type { Seal } from './seal.ts';
import { followsTasks, tasksCapability } from './tasks/capability.ts';
import { taskMethods } from './tasks/task-methods.ts';
import { createTasks } from './tasks/tasks.ts';
import type { Wording } from './wording.ts';

const revisions = ['2026-07-28'] as const;

interface EraOptions {
  readonly seal: Seal;
  readonly changes: Changes;
  readonly offer: Offer;
}

/** MCP without handshake and sessions: every request says by itself what is needed to answer it. */
export function createEra2026(identity: ServerIdentity, toolbox: Toolbox, { seal, changes, offer }: EraOptions): Era {
  const { instructions } = identity;
  const serverMeta = { 'io.modelcontextprotocol/serverInfo': serverInfo(identity) };
  const metaStart = JSON.stringify(serverMeta).slice(0, -1);
  const encode = (type: string, members: string, meta = ''): string =>
    `{"resultType":"${type}",${members === '' ? '' : `${members},`}"_meta":${metaStart}${meta === '' ? '' : `,${meta}`}}}`;
  const wording: Wording = {
    keepable: (hint) => ({ resultType: 'complete', ...hint, _meta: serverMeta }),
    common: { resultType: 'complete', _meta: serverMeta },
    noSuchResource: errorCode.invalidParams,
    settle: settleByRetry(seal, ({ params }) => clientCapabilities(params)),
    capabilitiesOf: clientCapabilities,
    pending: ({ inputRequests, requestState }) =>
      encode('input_required', JSON.stringify({ inputRequests, requestState }).slice(1, -1)),
  };
  const lasting = wording.keepable(offer.caching.lasting);
  const hasTasks = [...toolbox.tools.values()].some(({ tasks }) => tasks !== undefined);
  const discovery = JSON.stringify({
    supportedVersions: revisions,
    capabilities: { ...offeredCapabilities(offer, toolbox.tools.size), ...(hasTasks && tasksCapability) },
    instructions,
    ...lasting,
  });
  const complete = (members: string): string => encode('complete', members);
  const tasks = hasTasks ? createTasks(seal, toolbox.tools) : undefined;
  const caller: ToolCaller = {
    settle: wording.settle,
    capabilitiesOf: clientCapabilities,
    logLevelOf: wantedLogLevel,
    followsTasks,
    canAsk: () => true,
    structured: 'any',
  };
  const call = async (params: Params, exchange: Exchange): Promise<Answer> => {
    const called = await callTool(toolbox, params, exchange, caller);
    if ('code' in called) return called;
    const { tool, result } = called;
    if ('members' in result) return encode('complete', result.members, result.meta);
    if ('code' in result) return result;
    if (isPending(result)) return wording.pending(result);
    // Only a tool with tasks can have started one.
    return encode('task', tasks?.create(tool, result, exchange.caller) ?? '');
  };
  return {
    revisions,
    unknownMethodStatus: 404,
    methods: new Map<string, Method>([
      ['server/discover', () => discovery],
      ['tools/list', prepareToolList(toolbox, lasting)],
      ['tools/call', call],
      ['subscriptions/listen', createListen({ changes, tasks, complete: (meta) => encode('complete', '', meta) })],
      ...(tasks ? taskMethods(tasks, complete) : []),
      ...offeredMethods(offer, wording),
    ]),
  };
}
