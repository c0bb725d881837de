import type { CustomTool, JsonSchema } from '../../../src/index.ts';
import everyKeyword from './every-keyword.schema.json' with { type: 'json' };
import { says, tool } from './tool.ts';

const routed: JsonSchema = {
  type: 'object',
  properties: { region: { type: 'string', description: 'Where to look', 'x-mcp-header': 'Region' } },
  required: ['region'],
  additionalProperties: false,
};

/** Tools whose schemas must reach clients as they are. */
export const schemaTools: readonly CustomTool[] = [
  {
    ...tool('json_schema_2020_12_tool', 'Takes somebody to be contacted.', async (inputs) =>
      says(JSON.stringify(inputs)),
    ),
    inputSchema: everyKeyword,
  },
  {
    ...tool('test_header_parameter', 'Takes a value that a header repeats.', async ({ region }) =>
      says(String(region)),
    ),
    inputSchema: routed,
  },
];
