import { callTool } from './call-tool.ts';
import type { Toolbox } from './call-tool.ts';
import { serverInfo } from './era.ts';
import type { Era, Method, ServerIdentity } from './era.ts';
import { errorCode } from './json-rpc.ts';
import { listTools } from './list-tools.ts';
import { offeredCapabilities } from './offer.ts';
import type { Offer } from './offer.ts';
import { offeredMethods } from './offered-methods.ts';
import { describeTool } from './tool.ts';
import type { Wording } from './wording.ts';

const revisions = ['2026-07-28'] as const;

/** MCP without handshake and sessions: every request says by itself what is needed to answer it. */
export function createEra2026(identity: ServerIdentity, toolbox: Toolbox, offer: Offer): Era {
  const { instructions } = identity;
  const serverMeta = { 'io.modelcontextprotocol/serverInfo': serverInfo(identity) };
  const wording: Wording = {
    keepable: (hint) => ({ resultType: 'complete', ...hint, _meta: serverMeta }),
    common: { resultType: 'complete', _meta: serverMeta },
    noSuchResource: errorCode.invalidParams,
  };
  const lasting = wording.keepable(offer.caching.lasting);
  const discovery = JSON.stringify({
    supportedVersions: revisions,
    capabilities: offeredCapabilities(offer, toolbox.tools.size),
    instructions,
    ...lasting,
  });
  const toolList = Buffer.from(JSON.stringify({ tools: [...toolbox.tools.values()].map(describeTool), ...lasting }));
  const metaStart = JSON.stringify(serverMeta).slice(0, -1);
  return {
    revisions,
    unknownMethodStatus: 404,
    methods: new Map<string, Method>([
      ['server/discover', () => discovery],
      ['tools/list', (params) => listTools(toolList, params)],
      [
        'tools/call',
        async (params, context) => {
          const result = await callTool(toolbox, params, context, 'any');
          if ('code' in result) return result;
          const meta = result.meta === '' ? `${metaStart}}` : `${metaStart},${result.meta}}`;
          return `{"resultType":"complete",${result.members},"_meta":${meta}}`;
        },
      ],
      ...offeredMethods(offer, wording),
    ]),
  };
}
