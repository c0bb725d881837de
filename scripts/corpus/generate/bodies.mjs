/**
 * A written body, as the documents that people wrote have it.
 *
 * @returns `body` and the `names` that its templates take from callers.
 */
export function inventBody({ chance, pick }) {
  const prefix = pick(['tools.', 'tools.', 'rest.', '']);
  const at = (name) =>
    `{{${pick(['', ' '])}${prefix}${name} }}`.replace(' }}', pick(['}}', ' }}'])).replace('}}}', '}}');
  const names = ['title', 'base_template', 'item-count', 'tags'];
  const nested = {
    Title: at('title'),
    BaseTemplate: at('base_template'),
    kind: 'list',
    version: 2,
    note: `For ${at('title')}, twice: ${at('title')}`,
    deep: { count: at('item-count'), none: null, list: ['fixed', at('tags'), { again: at('tags') }] },
  };
  const flat = {
    title: at('title'),
    base: at('base_template'),
    count: at('item-count'),
    tags: at('tags'),
    fixed: 'a b&c',
  };
  const text = `Dear ${at('title')}, of ${at('base_template')}: ${at('item-count')} ${at('tags')}.`;
  const bodies = {
    json: () => ({ type: 'json', data: nested }),
    list: () => ({ type: 'json', data: [nested, at('tags')] }),
    'json-text': () => ({
      type: 'json',
      data: `{"title": "${at('title')}", "base": ${JSON.stringify(at('base_template'))}, "count": ${at('item-count')}, "tags": [${at('tags')}]}`,
    }),
    text: () => ({ type: 'text', data: text }),
    xml: () => ({
      type: 'xml',
      data: `<boat kind="${at('base_template')}"><title>${at('title')}</title><n>${at('item-count')}</n>${chance(0.5) ? `<t>${at('tags')}</t>` : `<t a='${at('tags')}'/>`}</boat>`,
    }),
    form: () => ({ type: 'formUrlEncoded', data: flat }),
    'form-text': () => ({
      type: 'formUrlEncoded',
      data: `title=${at('title')}&base=${at('base_template')}&n=${at('item-count')}&t=${at('tags')}`,
    }),
    multipart: () => ({ type: 'multipartForm', data: flat }),
    plain: () =>
      `{"title": "${at('title')}", "base": "${at('base_template')}", "n": "${at('item-count')}", "t": "${at('tags')}"}`,
    'plain-text': () => text,
    'plain-folded': () =>
      `{\n  "filter": {\n    "property": "Status",\n    "equals": "${at('title')}"\n  },\n  "more": "${at('base_template')} ${at('item-count')} ${at('tags')}"\n}\n`,
    sparql: () => ({
      type: 'sparql',
      data: `SELECT ?boat WHERE { ?boat <kind> "${at('title')}" } LIMIT 5 # ${at('base_template')}`.replace(
        '?boat WHERE',
        `?boat WHERE { ?boat <n> "${at('item-count')} ${at('tags')}" . } #`,
      ),
    }),
  };
  const kind = pick(Object.keys(bodies));
  return { body: bodies[kind](), names, prefix };
}
