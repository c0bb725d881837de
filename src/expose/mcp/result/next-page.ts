import { isObject, type Json } from '../../../json/json.ts';
import { plainName, type PagingInputs } from './paging-inputs.ts';

/** How an answer says that there is more: which argument to give which value, as far as it says so. */
export interface NextPage {
  readonly input: string;
  readonly value: string | number | undefined;
  /** Where in the answer the value stands. */
  readonly path: string | undefined;
}

const words: Readonly<Record<Meaning, string>> = {
  /** Members that are there only when there is a next page; their value says where it begins. */
  next: `nextcursor nextpagecursor nextpagetoken nexttoken nextmarker nextpage next nextoffset nextlink nextpageurl nexturl
    continuationtoken`,
  /** Members that say where this page ends; there is a next one only if another member says so. */
  end: 'cursor endcursor after marker scrollid bookmark',
  flag: 'hasnextpage hasnext hasmore hasmoreitems moreresults istruncated more',
  /** Objects in which these stand, if not at the root. */
  place: 'pagination paging pageinfo page meta metadata links cursors responsemetadata data',
};

const meanings = new Map(
  // The names of an object are its keys, which TypeScript does not know.
  (Object.entries(words) as [Meaning, string][]).flatMap(([meaning, text]) =>
    text.split(/\s+/).map((name) => [name, meaning] as const),
  ),
);

/** What an answer says of pages, wherever it stands; the first of each kind counts. */
interface Signs {
  flag?: boolean;
  next?: Sign;
  end?: Sign;
}

interface Sign {
  readonly value: string | number;
  readonly path: string;
}

/** @returns undefined when the answer says of no further page, or the tool has no input that would lead there. */
export function nextPage(answer: Json, inputs: PagingInputs): NextPage | undefined {
  if ((inputs.cursor ?? inputs.page ?? inputs.offset) === undefined) return undefined;
  const signs: Signs = {};
  collect(answer, '', 0, signs);
  const { flag, next, end } = signs;
  if (flag === false) return undefined;
  const found = next ?? (flag === true ? end : undefined);
  if (found !== undefined) return follow(found, inputs);
  const input = flag === true ? (inputs.page ?? inputs.offset) : undefined;
  return input === undefined ? undefined : { input, value: undefined, path: undefined };
}

function collect(value: unknown, path: string, depth: number, signs: Signs): void {
  if (!isObject(value)) return;
  for (const name in value) {
    const meaning = meaningOf(name);
    if (meaning === undefined) continue;
    const member = value[name];
    const here = path === '' ? name : `${path}.${name}`;
    if (typeof member === 'boolean') {
      if (meaning === 'flag') signs.flag ??= member;
    } else if ((typeof member === 'string' && member !== '') || typeof member === 'number') {
      if (meaning === 'next') signs.next ??= { value: member, path: here };
      else if (meaning === 'end') signs.end ??= { value: member, path: here };
    } else if (depth < 3 && (meaning === 'place' || meaning === 'next')) collect(member, here, depth + 1, signs);
  }
}

type Meaning = 'next' | 'end' | 'flag' | 'place';

/** Of the names that were met: answers of one API have the same ones again and again. */
const met = new Map<string, Meaning | undefined>();
const mostMet = 10_000;

function meaningOf(name: string): Meaning | undefined {
  if (met.has(name)) return met.get(name);
  if (met.size >= mostMet) met.clear();
  const meaning = meanings.get(plainName(name));
  met.set(name, meaning);
  return meaning;
}

/** A value goes where values of its kind do; of an address, the parameter that one of the inputs is named like. */
function follow({ value, path }: Sign, inputs: PagingInputs): NextPage | undefined {
  if (typeof value === 'string' && /^(?:https?:)?\//.test(value)) return followAddress(value, inputs);
  const counted = typeof value === 'number' ? (inputs.page ?? inputs.offset) : undefined;
  const input = counted ?? inputs.cursor ?? (typeof value === 'string' ? inputs.page : undefined);
  return input === undefined ? undefined : { input, value, path };
}

function followAddress(address: string, inputs: PagingInputs): NextPage | undefined {
  const query = new URLSearchParams(address.split('?')[1] ?? '');
  for (const input of [inputs.cursor, inputs.page, inputs.offset]) {
    const value =
      input === undefined ? undefined : [...query].find(([name]) => plainName(name) === plainName(input))?.[1];
    if (input !== undefined && value !== undefined) return { input, value, path: undefined };
  }
  return undefined;
}
