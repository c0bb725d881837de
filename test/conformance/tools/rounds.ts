import type { CustomTool, InputRequired, Json } from '../../../src/index.ts';
import { answerOf, fieldOf, wordsOf } from './answers.ts';
import { askFor, askForRoots, askModel } from './questions.ts';
import { says, tool } from './tool.ts';

/** Tools that have to know in one round what was in the one before. */
export const roundTools: readonly CustomTool[] = [
  confirming('test_input_required_result_request_state', 'state-ok: it is what was given to the client.'),
  confirming('test_input_required_result_tampered_state', 'integrity-ok: nobody has touched the state.'),
  tool('test_input_required_result_multiple_inputs', 'Asks three things at once.', async (_inputs, { round }) => {
    const name = fieldOf(round, 'user_name', 'name');
    const greeting = wordsOf(round, 'greeting');
    const roots = answerOf(round, 'client_roots')?.['roots'];
    if (round.state === 'asked' && name !== undefined && greeting !== undefined && Array.isArray(roots)) {
      return says(`${name} says ${JSON.stringify(greeting)} and has ${roots.length} roots.`);
    }
    const requests = {
      user_name: askFor('name', 'What is your name?'),
      greeting: askModel('Generate a greeting', 50),
      client_roots: askForRoots,
    };
    return { kind: 'input-required', requests, state: 'asked' };
  }),
  tool('test_input_required_result_multi_round', 'Asks one thing after the other.', async (_inputs, { round }) => {
    const name = fieldOf(round, 'step1', 'name') ?? nameIn(round.state);
    if (name === undefined) return ask('step1', 'name', 'Step 1: What is your name?', null);
    const color = fieldOf(round, 'step2', 'color');
    if (color === undefined) return ask('step2', 'color', 'Step 2: What is your favorite color?', { name });
    return says(`${name} likes ${color}.`);
  }),
];

function ask(name: string, field: string, message: string, state: Json): InputRequired {
  return { kind: 'input-required', requests: { [name]: askFor(field, message) }, state };
}

function nameIn(state: Json | undefined): string | undefined {
  const { name } = Object(state) as Readonly<Record<string, unknown>>; // of whatever is none, there is no name either
  return typeof name === 'string' ? name : undefined;
}

/** A tool that believes in what it is told only when its own state comes back with it. */
function confirming(name: string, words: string): CustomTool {
  return tool(name, 'Asks for a confirmation.', async (_inputs, { round }) => {
    if (round.state === 'asked' && fieldOf(round, 'confirm', 'ok') !== undefined) return says(words);
    return { kind: 'input-required', requests: { confirm: askFor('ok', 'Please confirm', 'boolean') }, state: 'asked' };
  });
}
