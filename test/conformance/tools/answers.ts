import type { Round } from '../../../src/index.ts';

type Members = Readonly<Record<string, unknown>>;

/** The client's answer to the question of this name, or undefined when there is none that can be used. */
export function answerOf({ answers }: Round, name: string): Members | undefined {
  return membersOf(answers[name]);
}

/** A field of a form that was filled in and sent. */
export function fieldOf(round: Round, name: string, field: string): string | boolean | undefined {
  const answer = answerOf(round, name);
  const value = answer?.['action'] === 'accept' ? membersOf(answer['content'])?.[field] : undefined;
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}

/** What a model has said. */
export function wordsOf(round: Round, name: string): string | undefined {
  const said = membersOf(answerOf(round, name)?.['content'])?.['text'];
  return typeof said === 'string' ? said : undefined;
}

function membersOf(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined; // JSON
}
