import type { Method } from '../era.ts';
import type { Offer } from '../offer.ts';
import { entriesPerPage, preparePages } from '../pages.ts';
import type { Wording } from '../wording.ts';
import { prepareReadResource } from './read-resource.ts';
import { describeResource } from './resource.ts';

/** `resources/list`, `resources/templates/list` and `resources/read`; nothing where there are no resources. */
export function resourceMethods(offer: Offer, wording: Wording): readonly (readonly [string, Method])[] {
  const { resources, caching } = offer;
  if (resources.length === 0) return [];
  const options = { perPage: entriesPerPage, lasting: wording.keepable(caching.lasting) };
  const fixed = resources.filter((resource) => 'uri' in resource).map(describeResource);
  const templates = resources.filter((resource) => 'uriTemplate' in resource).map(describeResource);
  return [
    ['resources/list', preparePages(fixed, { key: 'resources', ...options })],
    ['resources/templates/list', preparePages(templates, { key: 'resourceTemplates', ...options })],
    ['resources/read', prepareReadResource(offer, wording)],
  ];
}
