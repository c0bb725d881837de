import { wholeCharacters } from '../../../json/whole-characters.ts';
import type { Cut } from './cut-json.ts';
import type { NextPage } from './next-page.ts';
import type { PagingInputs } from './paging-inputs.ts';

/** Said beside an answer of which there is more. */
export function nextPageNote({ input, value, path }: NextPage): string {
  if (value === undefined) return `There is more: call again with the next \`${input}\`.`;
  const text = JSON.stringify(value);
  const shown = text.length > longestValue ? undefined : text;
  const where =
    path === undefined ? '' : shown === undefined ? `\`${path}\` of this answer` : ` (\`${path}\` of this answer)`;
  return `There is more: call again with the same arguments and ${shown ?? ''}${where} as \`${input}\`.`;
}

const longestValue = 500;

/** Said beside an answer that was cut: what is left out, and how to get it. */
export function cutNote(cuts: readonly Cut[], { size, most }: Sizes, inputs: PagingInputs): string {
  // What few of many things stands for most of what is missing.
  const parts = cuts
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, mostNamed)
    .map(inWords);
  const further = cuts.length > mostNamed ? `; ${cuts.length - mostNamed} more places are cut` : '';
  return `This answer is cut, as it has ${figure(size)} characters and at most ${figure(most)} are given: ${parts.join('; ')}${further}. ${remedy(cuts, inputs)}`;
}

/** In characters: of the whole answer, and of what a model is given. */
interface Sizes {
  readonly size: number;
  readonly most: number;
}

const mostNamed = 3;

function rank({ what }: Cut): number {
  return what === 'characters' ? 1 : 0;
}

function inWords({ path, what, shown, total }: Cut): string {
  const of = path === '' ? '' : ` of \`${wholeCharacters(path, 100)}\``;
  return `${figure(shown)} of ${figure(total)} ${what}${of} are shown`;
}

function remedy(cuts: readonly Cut[], { cursor, page, offset, size }: PagingInputs): string {
  const items = cuts.find(({ what, shown }) => what === 'items' && shown > 0);
  const further = cursor ?? page ?? offset;
  const goOn = further === undefined ? '' : `, and go on with \`${further}\``;
  if (size !== undefined && items) return `For all of it, call again with \`${size}\` ${items.shown} or less${goOn}.`;
  if (size !== undefined) return `For all of it, call again with a smaller \`${size}\`${goOn}.`;
  return 'Narrow the call down with its other arguments, if it has any that do, to see the rest.';
}

function figure(number: number): string {
  return number.toLocaleString('en-US');
}
