import type { InputRequest, JsonSchema } from '../../../src/index.ts';

/** A form with one field, which must be filled in. */
export function askFor(field: string, message: string, type: 'string' | 'boolean' = 'string'): InputRequest {
  return form(message, { properties: { [field]: { type } }, required: [field] });
}

export function form(message: string, schema: JsonSchema): InputRequest {
  return { method: 'elicitation/create', params: { message, requestedSchema: { type: 'object', ...schema } } };
}

/** Has the client's model answer. */
export function askModel(question: string, maxTokens = 100): InputRequest {
  const messages = [{ role: 'user', content: { type: 'text', text: question } }];
  return { method: 'sampling/createMessage', params: { messages, maxTokens } };
}

export const askForRoots: InputRequest = { method: 'roots/list', params: {} };
