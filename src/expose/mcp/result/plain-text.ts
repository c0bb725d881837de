import type { Outcome } from '../../../operation/operation.ts';
import { isObject } from '../../../json/json.ts';

/**
 * An answer as text for people: a text is itself and not JSON, and so is one that is all there is in an object, as outputs
 * with names make it. Anything else is JSON.
 *
 * @param mimeType what it is to be; of JSON, a text is JSON as well.
 */
export function plainText(answer: Extract<Outcome, { kind: 'value' | 'text' }>, mimeType?: string): string {
  if (answer.kind === 'text') return answer.text;
  const { value, text } = answer;
  if (mimeType !== undefined && /json/i.test(mimeType)) return text;
  if (typeof value === 'string') return value;
  const members = isObject(value) ? Object.values(value) : [];
  return members.length === 1 && typeof members[0] === 'string' ? members[0] : text;
}
