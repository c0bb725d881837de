import type { CustomTool, InputRequest } from '../../../src/index.ts';
import { answerOf } from './answers.ts';
import { form } from './questions.ts';
import { says, tool } from './tool.ts';

const withDefaults = form('Correct what is wrong here.', {
  properties: {
    name: { type: 'string', description: 'User name', default: 'John Doe' },
    age: { type: 'integer', description: 'User age', default: 30 },
    score: { type: 'number', description: 'User score', default: 95.5 },
    status: { type: 'string', description: 'User status', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', description: 'Verification status', default: true },
  },
});

const options = ['option1', 'option2', 'option3'];
const titled = ['First', 'Second', 'Third'].map((title, index) => ({ const: `value${index + 1}`, title }));

const withChoices = form('Choose.', {
  properties: {
    untitledSingle: { type: 'string', description: 'One of these', enum: options },
    titledSingle: { type: 'string', description: 'One of these, by its title', oneOf: titled },
    legacyEnum: {
      type: 'string',
      description: 'One of these, by the older way to give titles',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: { type: 'array', description: 'Some of these', items: { type: 'string', enum: options } },
    titledMulti: { type: 'array', description: 'Some of these, by their titles', items: { anyOf: titled } },
  },
});

/** Tools that show a person a form with everything that a form may have. */
export const formTools: readonly CustomTool[] = [
  showForm('test_elicitation_sep1034_defaults', 'Shows a form that is filled in already.', withDefaults),
  showForm('test_elicitation_sep1330_enums', 'Shows a form with choices of every kind.', withChoices),
];

function showForm(name: string, description: string, request: InputRequest): CustomTool {
  return tool(name, description, async (_inputs, { round }) => {
    const answer = answerOf(round, 'form');
    return answer ? says(JSON.stringify(answer)) : { kind: 'input-required', requests: { form: request } };
  });
}
