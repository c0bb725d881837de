import type { Json } from '../../../src/index.ts';
import { isObject } from '../outcomes.ts';
import type { Start } from './start.ts';

/** A line of the data file: a start is about to be sent; no answer came until then; it was answered; it did not take effect. */
export type Line =
  | { readonly begin: Pick<Start, 'id' | 'keyed' | 'identity' | 'fingerprint' | 'place' | 'at' | 'correlation'> }
  | { readonly lost: { readonly id: string; readonly until: number } }
  | { readonly answer: { readonly id: string; readonly answer: Json; readonly answeredAt?: number | undefined } }
  | { readonly drop: string };

export function isLine(line: unknown): line is Line {
  if (!isObject(line)) return false;
  const { begin, lost, answer, drop } = line;
  if (isObject(begin)) {
    const texts = ['id', 'identity', 'fingerprint', 'place', 'correlation'].map((name) => begin[name]);
    return (
      texts.every((text) => typeof text === 'string') &&
      typeof begin['at'] === 'number' &&
      typeof begin['keyed'] === 'boolean'
    );
  }
  if (isObject(lost)) return typeof lost['id'] === 'string' && typeof lost['until'] === 'number';
  return isObject(answer) ? typeof answer['id'] === 'string' && 'answer' in answer : typeof drop === 'string';
}
