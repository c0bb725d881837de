import { constructFromEvents, parseEvents, YAMLException } from 'js-yaml';
import type { Json } from '../../../json/json.ts';
import { UndecodableAnswer } from './errors.ts';
import { plainJson } from './plain.ts';
import { textOf } from './text.ts';

const limits = { maxDepth: 100, maxAliases: 100 };

/** Decodes YAML 1.2; of several documents the first. An empty text is null. */
export function decodeYaml(bytes: Buffer): Json {
  return parseYaml(textOf(bytes));
}

export function parseYaml(text: string): Json {
  try {
    const events = parseEvents(text, { maxDepth: limits.maxDepth });
    const [first = null] = constructFromEvents(events, { source: text, maxAliases: limits.maxAliases });
    return plainJson(first);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark ? ` (line ${error.mark.line + 1})` : '';
    throw new UndecodableAnswer(`The answer is not YAML${line}.`);
  }
}
