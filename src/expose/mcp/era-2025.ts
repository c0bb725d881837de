import { callTool } from './call-tool.ts';
import type { Toolbox } from './call-tool.ts';
import { serverInfo } from './era.ts';
import type { Answer, Era, Method, ServerIdentity } from './era.ts';
import { errorCode, rpcError } from './json-rpc.ts';
import type { Params } from './json-rpc.ts';
import { prepareToolList } from './list-tools.ts';
import type { ToolResult } from './tool-result.ts';

const revisions = ['2025-11-25', '2025-06-18', '2025-03-26'] as const;

/** What an HTTP client that names no revision speaks (MCP 2025-11-25, Streamable HTTP, "Protocol Version Header"). */
export const assumedRevision = '2025-03-26';

/** The one revision in which a message may be a list of messages. */
export const revisionWithBatches = '2025-03-26';

/** MCP with the `initialize` handshake, served without sessions: nothing is remembered from one request to the next. */
export function createEra2025(identity: ServerIdentity, toolbox: Toolbox): Era {
  const welcome = prepareWelcome(identity);
  return {
    revisions,
    unknownMethodStatus: 200,
    methods: new Map<string, Method>([
      ['initialize', (params) => initialize(welcome, params)],
      ['ping', () => '{}'],
      ['tools/list', prepareToolList(toolbox.tools, {})],
      [
        'tools/call',
        async (params, context) => {
          const result = await callTool(toolbox, params, context, 'objects');
          return 'code' in result ? result : encodeResult(result);
        },
      ],
    ]),
  };
}

/** The answer to `initialize` for each revision, made once. */
function prepareWelcome(identity: ServerIdentity): ReadonlyMap<string, string> {
  const { instructions } = identity;
  return new Map(
    revisions.map((protocolVersion) => [
      protocolVersion,
      JSON.stringify({ protocolVersion, capabilities: { tools: {} }, serverInfo: serverInfo(identity), instructions }),
    ]),
  );
}

/** The client's revision if it is spoken here, or else the newest that is; the client then decides whether to go on. */
function initialize(welcome: ReadonlyMap<string, string>, { protocolVersion }: Params): Answer {
  if (typeof protocolVersion !== 'string') {
    const message = `"params.protocolVersion" must name a protocol revision; this server speaks ${revisions.join(', ')}.`;
    return rpcError(errorCode.invalidParams, 200, message);
  }
  // A welcome is there for each of our own revisions.
  return welcome.get(protocolVersion) ?? welcome.get(revisions[0])!;
}

function encodeResult({ members, meta }: ToolResult): string {
  return meta === '' ? `{${members}}` : `{${members},"_meta":{${meta}}}`;
}
