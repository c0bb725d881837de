import { completionMethods } from './completion/complete.ts';
import type { Method } from './era.ts';
import type { Offer } from './offer.ts';
import { promptMethods } from './prompts/prompt-methods.ts';
import { resourceMethods } from './resources/resource-methods.ts';
import type { Wording } from './wording.ts';

/** The methods about what is offered, and none about what is not. */
export function offeredMethods(offer: Offer, wording: Wording): readonly (readonly [string, Method])[] {
  return [...resourceMethods(offer, wording), ...promptMethods(offer, wording), ...completionMethods(offer, wording)];
}
