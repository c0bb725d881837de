/** What made-up APIs are about, and the words that paths, names and descriptions are made of. */
export const providers = ['orchard', 'lagoon', 'quarry', 'tannery', 'beacon', 'granary', 'ropewalk', 'sawmill', 'Glasshouse', 'ferry_line'];
export const nouns = ['boats', 'crews', 'tide_tables', 'Moorings', 'logBooks', 'cargo-items', 'pilots', 'lamps', 'chartRooms', 'ropes', 'Sails', 'buoys'];
export const verbs = ['list', 'get', 'create', 'replace', 'delete', 'cancel', 'search', 'export'];
export const plainNames = ['limit', 'offset', 'pageSize', 'sort_by', 'status', 'since', 'Codec', 'include-deleted', 'q', 'cursor', 'fields', 'locale'];

/** Names of parameters that need care wherever they are written. */
export const oddNames = [
  '$filter', '$top', '$orderby', 'filter[status]', 'page[size]', 'filter[version.first]', 'ids[]', 'expand[]', 'Member.1.Name', 'a.b.c',
  'X-Amz\nTarget', '@type', 'fields@odata', 'range:from', 'range::to', 'two words', 'größe', 'constructor', 'toString', 'length',
  '1', '0123', 'null', 'true', 'y', 'on', 'no', '~', 'in', 'name', 'a&b', 'a=b', 'a+b', '100%', 'a/b', 'q?', '#tag', "it's", '"quoted"',
  'rest.deep', 'tools', 'rest', 'valueOf', 'hasOwnProperty', '-', '_', 'a,b', '{braced}', '<angle>', '!bang', '*', 'A', 'a',
];

export const headerNames = [
  'Authorization', 'Accept', 'Content-Type', 'X-Request-Id', 'If-Match', 'X-Api-Version', 'Accept-Language', 'Content-Length', 'Host', 'User-Agent',
  'Idempotency-Key', 'Cookie', 'x-lower', 'Content-MD5', 'Range', 'Origin', 'Connection', 'Accept-Encoding', 'Content-Encoding', 'X_Under_Score',
];

/** As the published documents name resources in REST paths: lower-cased, anything else a dash. */
export function slug(text) {
  return String(text)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}
