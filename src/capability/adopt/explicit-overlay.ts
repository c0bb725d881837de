import type { Document } from '../../document/document.ts';
import type { Capability } from '../model.ts';
import { explicitBinds } from './binds.ts';
import { explicitConsumes } from './consumes.ts';
import { explicitExposes } from './exposes.ts';
import { indexNodes } from './nodes.ts';
import type { NamedForm, OverlayAction } from './overlay-action.ts';

/**
 * What was inferred from a document, as an overlay that says it: with the overlay applied, the document means the same
 * and nothing of that is left to infer. What imported files leave out is not said, for it belongs there.
 */
export function explicitOverlay(document: Document, capability: Capability): readonly OverlayAction[] {
  const find = indexNodes(document);
  // From alpha3 on, when the family got its new name, names are keys.
  const form: NamedForm = capability.version.startsWith('ikanos') ? 'map' : 'list';
  return [
    ...explicitBinds(document, capability),
    ...explicitConsumes(capability, find, form),
    ...explicitExposes(capability, find, form),
  ];
}
