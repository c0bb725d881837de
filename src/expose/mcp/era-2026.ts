import { callTool } from './call-tool.ts';
import type { Toolbox } from './call-tool.ts';
import { serverInfo } from './era.ts';
import type { Era, Method, ServerIdentity } from './era.ts';
import { prepareToolList } from './list-tools.ts';

const revisions = ['2026-07-28'] as const;

/** Tools change only when the document is reloaded, and are the same for everyone. */
const cacheHint = { ttlMs: 300_000, cacheScope: 'public' } as const;

/** MCP without handshake and sessions: every request says by itself what is needed to answer it. */
export function createEra2026(identity: ServerIdentity, toolbox: Toolbox): Era {
  const { instructions } = identity;
  const serverMeta = { 'io.modelcontextprotocol/serverInfo': serverInfo(identity) };
  const lasting = { resultType: 'complete', ...cacheHint, _meta: serverMeta };
  const discovery = JSON.stringify({
    supportedVersions: revisions,
    capabilities: { tools: {} },
    instructions,
    ...lasting,
  });
  const metaStart = JSON.stringify(serverMeta).slice(0, -1);
  return {
    revisions,
    unknownMethodStatus: 404,
    methods: new Map<string, Method>([
      ['server/discover', () => discovery],
      ['tools/list', prepareToolList(toolbox.tools, lasting)],
      [
        'tools/call',
        async (params, context) => {
          const result = await callTool(toolbox, params, context, 'any');
          if ('code' in result) return result;
          const meta = result.meta === '' ? `${metaStart}}` : `${metaStart},${result.meta}}`;
          return `{"resultType":"complete",${result.members},"_meta":${meta}}`;
        },
      ],
    ]),
  };
}
