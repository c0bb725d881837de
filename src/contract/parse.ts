import { load } from 'js-yaml';
import { ContractError } from './contract-error.ts';

/**
 * Reads YAML or JSON text as plain data.
 *
 * @throws {ContractError} when the text is neither.
 */
export function parse(text: string, file: string): unknown {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text);
    } catch {
      // YAML has a brace form too, so the text gets its second chance below.
    }
  }
  try {
    return load(text, { filename: file });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    throw new ContractError(file, `This is neither YAML nor JSON (${reason}).`);
  }
}
