import { reportFindings } from '../../capability/rules/findings.ts';
import { showArguments } from '../../expose/mcp/schema/argument-names.ts';
import { readHeaderAnnotations } from '../../expose/mcp/schema/header-annotations.ts';
import { isShownWhole } from '../../expose/mcp/schema/shown-input.ts';
import type { Report } from '../../problem/report.ts';
import type { BoundOperation } from './bound-operation.ts';

/** Says where models and their clients do not see the inputs of tools just as the document has them. */
export function reportForModels(tools: readonly BoundOperation[], report: Report): void {
  const seen = tools.map(({ operation: { name, inputSchema }, exposed: { place } }) => ({
    name,
    place,
    isWhole: isShownWhole(inputSchema),
    renamed: [...showArguments(inputSchema).originals].map(([shown, original]) => `${original} as ${shown}`),
    refused: readHeaderAnnotations(inputSchema).refused,
  }));
  const renamed = seen.flatMap(({ renamed, place }) => renamed.map((what) => ({ what, place })));
  reportFindings(report, 'argument-renamed', renamed, (names) => ({
    message: `Model APIs do not take the names of some arguments, so tools show them under others: ${names}.`,
  }));
  const shortened = seen.flatMap(({ name, place, isWhole }) => (isWhole ? [] : [{ what: name, place }]));
  reportFindings(report, 'inputs-shortened', shortened, (names) => ({
    message: `There is more to say of the inputs of some tools than a model is shown; they are checked all the same: ${names}.`,
  }));
  const refused = seen.flatMap(({ name, place, refused }) =>
    refused.map(({ path, why }) => ({ what: `${path} of ${name} ${why}`, place })),
  );
  reportFindings(report, 'mcp-header-ignored', refused, (names) => ({
    message: `An \`x-mcp-header\` stands where clients or safety do not allow it, and is left out: ${names}.`,
    fix: 'It belongs on inputs of type string, integer or boolean that are no secrets, each with a header name of its own.',
  }));
}
