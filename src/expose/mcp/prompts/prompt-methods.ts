import type { Method } from '../era.ts';
import type { Offer } from '../offer.ts';
import { scopesOf } from '../offer.ts';
import { perCaller } from '../per-caller.ts';
import { entriesPerPage, preparePages } from '../pages.ts';
import type { Wording } from '../wording.ts';
import { prepareGetPrompt } from './get-prompt.ts';
import { describePrompt } from './prompt.ts';

/** `prompts/list` and `prompts/get`; nothing where there are no prompts. */
export function promptMethods(offer: Offer, wording: Wording): readonly (readonly [string, Method])[] {
  const { prompts, caching } = offer;
  if (prompts.length === 0) return [];
  const lasting = wording.keepable(caching.lasting);
  const options = { key: 'prompts', perPage: entriesPerPage, lasting } as const;
  const listFor = perCaller(prompts, scopesOf, (visible) => preparePages(visible.map(describePrompt), options));
  return [
    ['prompts/list', (params, { caller }) => listFor(caller)(params)],
    ['prompts/get', prepareGetPrompt(offer, wording)],
  ];
}
