import type { ContractOperation } from '../../../contract/contract.ts';
import { wholeCharacters } from '../../../json/whole-characters.ts';

/** Words that say little more than a name does, as most published descriptions do: "Create a job". */
export function isThin(words: string): boolean {
  return words.length < 100;
}

/**
 * What people have written about an operation, without markup: the document's words and the contract's, or the contract's
 * alone where these are not thin.
 */
export function writtenWords(description: string, contract: ContractOperation | undefined): readonly string[] {
  const own = sentences(description);
  const known = sentences(contract?.description ?? contract?.summary ?? '');
  if (!isThin(known) || says(known, own)) return known === '' ? [] : [known];
  return [own, ...(says(own, known) ? [] : [known])];
}

function says(words: string, others: string): boolean {
  return words.toLowerCase().includes(others.toLowerCase().replace(/\.$/, ''));
}

/** Contracts can have pages on an operation; what it is about stands at the beginning. */
const longest = 500;

function sentences(text: string): string {
  // Documents are made of contracts, and those hold HTML and Markdown over many lines.
  const plain = text
    .replaceAll(/<\/?[a-z][^>]*>/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (plain === '') return '';
  if (plain.length <= longest) return /[.!?:)]$/.test(plain) ? plain : `${plain}.`;
  const start = wholeCharacters(plain, longest);
  const end = start.lastIndexOf('. ');
  return end === -1 ? `${start.replace(/\s\S*$/, '')} …` : start.slice(0, end + 1);
}
