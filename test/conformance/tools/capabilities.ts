import type { CustomTool } from '../../../src/index.ts';
import { askFor, askModel } from './questions.ts';
import { says, tool } from './tool.ts';

/** Tools for which it matters what the client can do. */
export const capabilityTools: readonly CustomTool[] = [
  tool('test_missing_capability', 'Works with clients alone that lend their model.', async (_inputs, { round }) =>
    Object.keys(round.answers).length > 0
      ? says('The model has answered.')
      : { kind: 'input-required', requests: { model: askModel('Are you there?') } },
  ),
  tool('test_input_required_result_capabilities', 'Asks what it can.', async (_inputs, { round, capabilities }) => {
    const given = Object.keys(round.answers);
    if (given.length > 0) return says(`Answered: ${given.join(', ')}.`);
    const requests = {
      ...(capabilities['elicitation'] !== undefined && { elicit_input: askFor('value', 'Which value?') }),
      ...(capabilities['sampling'] !== undefined && { sample_input: askModel('Which value?', 50) }),
    };
    return Object.keys(requests).length === 0
      ? says('There is nothing that this client could be asked.')
      : { kind: 'input-required', requests, state: 'asked' };
  }),
  tool('test_streaming_elicitation', 'Reports, then asks.', async (_inputs, { round, progress }) => {
    progress?.({ done: 50, total: 100 });
    return Object.keys(round.answers).length > 0
      ? says('That is all.')
      : { kind: 'input-required', requests: { more: askFor('more', 'Is there more to say?') } };
  }),
];
