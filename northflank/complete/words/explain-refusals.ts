import { withRun, type Decoration } from '../decoration.ts';
import { failed } from '../outcomes.ts';
import { explain } from './explain.ts';

/** Says over MCP what an error of Northflank means. REST callers get the error itself, as their clients expect it. */
export const explainRefusals: Decoration = (operation, { face }) => {
  if (face === 'rest') return operation;
  const { readOnly, idempotent } = operation.hints;
  return withRun(operation, async (inputs, context) => {
    const outcome = await operation.run(inputs, context);
    return outcome.kind === 'refused' ? failed(explain(outcome.answer, inputs, readOnly || idempotent)) : outcome;
  });
};
