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

/** Names in common use, without case and punctuation. */
const names = {
  cursor: words(
    `cursor nextcursor pagecursor aftercursor startcursor startingafter after pageafter pagetoken nextpagetoken nexttoken
    paginationtoken continuationtoken continuation marker starttoken scrollid bookmark`,
  ),
  page: words('page pagenumber pageno pagenum pageindex'),
  offset: words('offset pageoffset skip startat startindex'),
  size: words(
    `perpage pagesize limit pagelimit maxresults maxitems maxkeys pagecount first top itemsperpage resultsperpage
    numresults size take count rows`,
  ),
};

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}

/** @param schema the input schema as the tool shows it. */
export function pagingInputs(schema: JsonSchema): PagingInputs {
  const known = Object.keys(schema.properties ?? {}).map((name) => [name, plainName(name)] as const);
  const find = (wanted: readonly string[]): string | undefined =>
    wanted.map((each) => known.find(([, plain]) => plain === each)?.[0]).find((name) => name !== undefined);
  return { cursor: find(names.cursor), page: find(names.page), offset: find(names.offset), size: find(names.size) };
}

/** `page[token]`, `page_token` and `pageToken` are one name. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
