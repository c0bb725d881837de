import { nouns, slug } from './words.mjs';

/** Names of placeholders, as published ones have them. */
const placeholderNames = [
  'id',
  'boatId',
  'crew_id',
  'tide-id',
  'LogBookSid',
  'key+',
  'user.name',
  'pilotID',
  'n',
  'gist_id',
  '$id',
  'Id1',
  'path*',
  'id?',
  'größe',
  'constructor',
  'lamp:id',
  'item id',
];

/** Each makes an odd path of an ordinary one. `name` is a new placeholder's. */
export const pathQuirks = {
  'slash-at-end': (path) => `${path}/`,
  'fixed-query': (path) => `${path}?Action=DescribeAll&Version=2020-01-01`,
  'flag-query': (path) => `${path}?cors`,
  'open-query': (path, name) => `${path}?partNumber={${name}}&mode=full`,
  fragment: (path) => `${path}/#ListTables`,
  'fragment-word': (path) => `${path}#section two`,
  'two-slashes': (path) => path.replace(/(?<=.)\//, '//'),
  'slashes-first': (path) => `/${path}`,
  verb: (path) => `${path}:cancel`,
  'verb-behind': (path, name) => `${path}/{${name}}:undelete`,
  extension: (path, name) => `${path}/{${name}}.json`,
  prefixed: (path, name) => `${path}/v{${name}}`,
  'two-in-one': (path, name) => `${path}/{${name}}-{${name}2}`,
  'comma-in-one': (path, name) => `${path}/{${name}},{${name}2}/at`,
  mustache: (path, name) => `${path}/{{${name}}}`,
  'mustache-spaces': (path, name) => `${path}/{{ ${name} }}/x`,
  parentheses: (path, name) => `${path}(id='{${name}}')/items`,
  'parentheses-bare': (path, name) => `${path}({${name}})`,
  spaces: (path) => `${path}/two words/here`,
  quotes: (path) => `${path}/it's "so"`,
  percent: (path) => `${path}/100%/a%20b/%2F`,
  unicode: (path) => `${path}/größe/日本`,
  matrix: (path, name) => `${path};version={${name}}`,
  'no-slash': (path) => path.slice(1),
  star: (path) => `${path}/*`,
  unclosed: (path) => `${path}/{open`,
  closing: (path) => `${path}/x}`,
  root: () => '/',
  empty: () => '',
  brackets: (path) => `${path}/[a]|b^c\`d\\e`,
  colon: (path) => `${path}/:id/x`,
};

/** @returns a path, and the names of its placeholders. */
export function inventPath({ chance, pick, times }, quirks) {
  const segments = times(1, 3, () => pick(nouns));
  let path = chance(0.3) ? `/v${pick([1, 2, '1.0', '2020-01'])}` : '';
  const taken = [];
  const newName = () => {
    const name = pick(placeholderNames.filter((one) => !taken.includes(one)));
    taken.push(name);
    return name;
  };
  for (const [index, segment] of segments.entries()) {
    path += `/${segment}`;
    if (chance(index === segments.length - 1 ? 0.45 : 0.6)) path += `/{${newName()}}`;
  }
  for (const quirk of quirks) {
    if (chance(0.4)) path = pathQuirks[quirk](path, newName());
  }
  return path;
}

/** The REST path the publishers' generator made of a consumed one. */
export function exposedPath(path) {
  const segments = path.split('/').filter((segment) => segment !== '');
  const exposed = segments.map((segment) => (/^\{.*\}$/.test(segment) ? `{${slug(segment)}}` : slug(segment)));
  return `/v1${exposed.map((segment) => `/${segment}`).join('')}`;
}

/** The name of a resource: its path with dashes, its case kept. */
export function resourceName(path) {
  return path.replaceAll(/^[/{]+|\}$/g, '').replaceAll(/\}?\/\{?/g, '-') || 'root';
}
