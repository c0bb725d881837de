import { callsOf } from '../../../capability/calls.ts';
import { pagingInputs } from '../result/paging-inputs.ts';
import { showArguments } from '../schema/argument-names.ts';
import type { DescribedTool } from './described-tool.ts';
import { effectInWords } from './effect.ts';
import { pagingInWords } from './paging.ts';
import { resultInWords } from './result.ts';
import { findSources, sourcesInWords, type Sources } from './sources.ts';
import { isThin, writtenWords } from './words.ts';

/** No description is made longer than this, in characters; each one costs a model attention in every conversation. */
const longest = 1000;

/**
 * The descriptions that models see of the tools of one server. One that its author wrote out stays word for word. A thin one
 * is completed with what is known for certain: what the contract says, which request is made and whether it changes
 * something, where ids come from, what comes back, and how pages go on.
 *
 * @returns one for each tool, in their order.
 */
export function completeDescriptions(tools: readonly DescribedTool[]): readonly string[] {
  const sources = findSources(tools);
  return tools.map((tool) => {
    const written = ownWords(tool);
    return isThin(written) ? complete(tool, written, sources) : written;
  });
}

/** What somebody has written of the tool itself; without any, an operation is described by its contract. */
function ownWords({ operation, exposed, contract }: DescribedTool): string {
  const { description } = operation;
  const isContracts = description === (contract?.description ?? contract?.summary);
  return isContracts && exposed.description === undefined ? '' : description.trim();
}

function complete({ operation, exposed, contract }: DescribedTool, written: string, sources: Sources): string {
  const { hints, resultSchema, inputSchema } = operation;
  const calls = callsOf(exposed.flow);
  const sentences = [
    ...writtenWords(written, contract),
    effectInWords(calls, hints),
    ...sourcesInWords(operation.name, calls, sources),
    ...resultInWords(resultSchema),
    ...pagingInWords(pagingInputs(showArguments(inputSchema).schema)),
  ];
  let description = '';
  for (const sentence of sentences) {
    const longer = description === '' ? sentence : `${description} ${sentence}`;
    if (longer.length <= longest) description = longer;
  }
  return description;
}
