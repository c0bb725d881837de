import type { Method } from '../era.ts';
import type { Offer } from '../offer.ts';
import { entriesPerPage, preparePages } from '../pages.ts';
import type { Wording } from '../wording.ts';
import { prepareGetPrompt } from './get-prompt.ts';
import { describePrompt } from './prompt.ts';

/** `prompts/list` and `prompts/get`; nothing where there are no prompts. */
export function promptMethods({ prompts, caching }: Offer, wording: Wording): readonly (readonly [string, Method])[] {
  if (prompts.length === 0) return [];
  const lasting = wording.keepable(caching.lasting);
  const list = preparePages(prompts.map(describePrompt), { key: 'prompts', perPage: entriesPerPage, lasting });
  return [
    ['prompts/list', list],
    ['prompts/get', prepareGetPrompt(prompts, wording)],
  ];
}
