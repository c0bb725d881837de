import type { Rule } from './rule.ts';

/** What the model APIs and clients with the tightest limit take. */
const mostTools = 128;

export const tooManyTools: Rule = ({ exposes }, report) => {
  for (const expose of exposes) {
    if (expose.type !== 'mcp' || expose.tools.length <= mostTools) continue;
    report.add('too-many-tools', {
      message: `${expose.namespace} has ${expose.tools.length} tools; many MCP clients take no more than ${mostTools} and leave out the rest.`,
      fix: 'Spread them over several MCP servers, or remove those that nobody needs with an overlay.',
      ...(expose.place && { place: expose.place }),
    });
  }
};
