import type { Method } from '../era.ts';
import type { Offer } from '../offer.ts';
import { scopesOf } from '../offer.ts';
import { perCaller } from '../per-caller.ts';
import { entriesPerPage, preparePages } from '../pages.ts';
import type { Wording } from '../wording.ts';
import { prepareReadResource } from './read-resource.ts';
import { describeResource } from './resource.ts';
import type { McpResource } from './resource.ts';

/** `resources/list`, `resources/templates/list` and `resources/read`; nothing where there are no resources. */
export function resourceMethods(offer: Offer, wording: Wording): readonly (readonly [string, Method])[] {
  const { resources, caching } = offer;
  if (resources.length === 0) return [];
  const options = { perPage: entriesPerPage, lasting: wording.keepable(caching.lasting) };
  const fixed = resources.filter((resource) => 'uri' in resource);
  const templates = resources.filter((resource) => 'uriTemplate' in resource);
  const listOf = (listed: readonly McpResource[], key: 'resources' | 'resourceTemplates'): Method => {
    const listFor = perCaller(listed, scopesOf, (visible) =>
      preparePages(visible.map(describeResource), { key, ...options }),
    );
    return (params, { caller }) => listFor(caller)(params);
  };
  return [
    ['resources/list', listOf(fixed, 'resources')],
    ['resources/templates/list', listOf(templates, 'resourceTemplates')],
    ['resources/read', prepareReadResource(offer, wording)],
  ];
}
