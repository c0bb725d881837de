import { completeDescriptions } from '../../expose/mcp/description/complete-descriptions.ts';
import type { BoundOperation } from './bound-operation.ts';

/** The tools of one server with the descriptions that models see. */
export function withDescriptions(tools: readonly BoundOperation[]): readonly BoundOperation[] {
  const described = tools.map(({ operation, exposed, calls }) => ({
    operation,
    exposed,
    contract: calls.length === 1 ? calls[0]?.contract : undefined,
  }));
  const descriptions = completeDescriptions(described);
  return tools.map(({ operation, ...bound }, index) => {
    const description = descriptions[index] ?? operation.description;
    return Object.assign({}, bound, { operation: { ...operation, description } });
  });
}
