import type { JsonSchema } from '../../../json/schema.ts';

/** The arguments of a tool by which its answer comes in pieces, recognised by their names. */
export interface PagingInputs {
  /** Takes what an answer says about where to go on. */
  readonly cursor: string | undefined;
  /** Takes the number of a page. */
  readonly page: string | undefined;
  /** Takes how many entries to skip. */
  readonly offset: string | undefined;
  /** Takes how many entries to return at once. */
  readonly size: string | undefined;
}

type Kind = keyof PagingInputs;

/** Names in common use, without case and punctuation; of several that a tool has, the first counts. */
const names: Readonly<Record<Kind, string>> = {
  cursor: `cursor nextcursor pagecursor aftercursor startcursor startingafter after pageafter pagetoken nextpagetoken
    nexttoken paginationtoken continuationtoken continuation marker starttoken scrollid bookmark`,
  page: 'page pagenumber pageno pagenum pageindex',
  offset: 'offset pageoffset skip startat startindex',
  size: `perpage pagesize limit pagelimit maxresults maxitems maxkeys pagecount first top itemsperpage resultsperpage
    numresults size take count rows`,
};

const meanings = new Map(
  // The names of an object are its keys, which TypeScript does not know.
  (Object.entries(names) as [Kind, string][]).flatMap(([kind, text]) =>
    text.split(/\s+/).map((name, rank) => [name, { kind, rank }] as const),
  ),
);

/** @param schema the input schema as the tool shows it. */
export function pagingInputs(schema: JsonSchema): PagingInputs {
  const found = new Map<Kind, { readonly name: string; readonly rank: number }>();
  for (const name of Object.keys(schema.properties ?? {})) {
    const meaning = meanings.get(plainName(name));
    if (meaning === undefined) continue;
    const { kind, rank } = meaning;
    if (rank < (found.get(kind)?.rank ?? Infinity)) found.set(kind, { name, rank });
  }
  const nameOf = (kind: Kind): string | undefined => found.get(kind)?.name;
  return { cursor: nameOf('cursor'), page: nameOf('page'), offset: nameOf('offset'), size: nameOf('size') };
}

/** `page[token]`, `page_token` and `pageToken` are one name. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
