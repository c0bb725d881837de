import type { Content } from '../result/content.ts';
import type { Failed } from '../result/failed-call.ts';
import type { InputRequired, RoundContext } from '../input/input-required.ts';

/** Messages for a model that a person chooses by name, made of what they fill in. */
export interface McpPrompt {
  readonly name: string;
  /** For people. */
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** In the order in which they are asked for. */
  readonly arguments: readonly PromptArgument[];
  /** What the token of who chooses it must allow. */
  readonly scopes?: readonly string[] | undefined;
  /**
   * Makes the messages. Says in its outcome what goes wrong; what it throws is taken for a defect.
   *
   * @param given values of known arguments; those that are required are there.
   */
  get(given: Readonly<Record<string, string>>, context: RoundContext): Promise<PromptOutcome>;
}

export interface PromptArgument {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly required?: boolean | undefined;
  /** Values it is known to take, to be suggested. */
  readonly values?: readonly string[] | undefined;
}

export interface PromptMessage {
  readonly role: 'user' | 'assistant';
  readonly content: Content;
}

export type PromptOutcome =
  | { readonly kind: 'messages'; readonly messages: readonly PromptMessage[] }
  | Failed
  | InputRequired;

/** As `prompts/list` has it; members without a value are left out when it is written. */
export function describePrompt({ name, title, description, arguments: all }: McpPrompt): object {
  const taken = all.map((one) => ({
    name: one.name,
    title: one.title,
    description: one.description,
    required: one.required ?? false,
  }));
  return { name, title, description, ...(taken.length > 0 && { arguments: taken }) };
}
