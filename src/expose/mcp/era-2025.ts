import { isObject } from '../../json/json.ts';
import { callTool } from './tools/call-tool.ts';
import { subscriptionMethods } from './changes/subscribe.ts';
import type { Called, ToolCaller, Toolbox } from './tools/call-tool.ts';
import { serverInfo } from './era.ts';
import type { Answer, Era, Method, ServerIdentity } from './era.ts';
import type { Exchange } from './exchange.ts';
import { settleByAsking } from './input/settle-by-asking.ts';
import { errorCode, rpcError } from './message/json-rpc.ts';
import type { Params, RpcError } from './message/json-rpc.ts';
import { prepareToolList } from './tools/list-tools.ts';
import { isLogLevel, logLevels } from './message/log-level.ts';
import { offeredCapabilities } from './offer.ts';
import type { Offer } from './offer.ts';
import { offeredMethods } from './offered-methods.ts';
import type { ToolResult } from './result/tool-result.ts';
import type { Wording } from './wording.ts';

const revisions = ['2025-11-25', '2025-06-18', '2025-03-26'] as const;

/** What an HTTP client that names no revision speaks (MCP 2025-11-25, Streamable HTTP, "Protocol Version Header"). */
export const assumedRevision = '2025-03-26';

/** The one revision in which a message may be a list of messages. */
export const revisionWithBatches = '2025-03-26';

/** MCP with the `initialize` handshake. Requests are served the same with and without a session. */
export function createEra2025(identity: ServerIdentity, toolbox: Toolbox, offer: Offer): Era {
  const welcome = prepareWelcome(identity, { ...offeredCapabilities(offer, toolbox.tools.size), logging: {} });
  return {
    revisions,
    unknownMethodStatus: 200,
    methods: new Map<string, Method>([
      ['initialize', (params, exchange) => initialize(welcome, params, exchange)],
      ['ping', () => '{}'],
      ['logging/setLevel', setLogLevel],
      ['tools/list', prepareToolList(toolbox, {})],
      ['tools/call', async (params, exchange) => encodeCalled(await callTool(toolbox, params, exchange, toolCaller))],
      ...offeredMethods(offer, wording),
      ...subscriptionMethods(offer),
    ]),
  };
}

/** Results have only what their methods say. */
const nothing = {};

const wording: Wording = {
  keepable: () => ({}),
  common: {},
  noSuchResource: errorCode.resourceNotFound,
  settle: settleByAsking,
  capabilitiesOf: (_params, { session }) => session?.capabilities ?? nothing,
  pending: notOfThisEra,
};

const toolCaller: ToolCaller = {
  settle: settleByAsking,
  capabilitiesOf: wording.capabilitiesOf,
  logLevelOf: (_params, { session }) => session?.logLevel,
  followsTasks: () => false,
  canAsk: ({ ask }) => ask !== undefined,
  structured: 'objects',
};

/** The answer to `initialize` for each revision, made once. */
function prepareWelcome(identity: ServerIdentity, capabilities: object): ReadonlyMap<string, string> {
  const { instructions } = identity;
  return new Map(
    revisions.map((protocolVersion) => [
      protocolVersion,
      JSON.stringify({ protocolVersion, capabilities, serverInfo: serverInfo(identity), instructions }),
    ]),
  );
}

/** The client's revision if it is spoken here, or else the newest that is; the client then decides whether to go on. */
function initialize(
  welcome: ReadonlyMap<string, string>,
  { protocolVersion, capabilities }: Params,
  exchange: Exchange,
): Answer {
  if (typeof protocolVersion !== 'string') {
    const message = `"params.protocolVersion" must name a protocol revision; this server speaks ${revisions.join(', ')}.`;
    return rpcError(errorCode.invalidParams, 200, message);
  }
  exchange.introduce(isObject(capabilities) ? capabilities : nothing);
  // A welcome is there for each of our own revisions.
  return welcome.get(protocolVersion) ?? welcome.get(revisions[0])!;
}

function setLogLevel({ level }: Params, { session }: Exchange): Answer {
  if (!isLogLevel(level)) {
    return rpcError(errorCode.invalidParams, 200, `"params.level" must be one of ${logLevels.join(', ')}.`);
  }
  if (session) session.logLevel = level;
  return '{}';
}

function encodeCalled(called: Called | RpcError): Answer {
  if ('code' in called) return called;
  const { result } = called;
  if ('kind' in result && !('code' in result)) return notOfThisEra(result);
  return 'code' in result ? result : encodeResult(result);
}

function encodeResult({ members, meta }: ToolResult): string {
  return meta === '' ? `{${members}}` : `{${members},"_meta":{${meta}}}`;
}

/** Clients of this era are asked while they wait, and follow no tasks. */
function notOfThisEra({ kind }: { readonly kind: string }): never {
  throw new Error(`No result of this era: ${kind}`);
}
