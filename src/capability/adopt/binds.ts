import type { Document } from '../../document/document.ts';
import { isObject } from '../../json/json.ts';
import type { Capability } from '../model.ts';
import { findUndeclared } from '../rules/undeclared-variable.ts';
import type { OverlayAction } from './overlay-action.ts';

/** Lists the variables that are used and not listed. */
export function explicitBinds({ root }: Document, capability: Capability): readonly OverlayAction[] {
  const { credentials, callers, others } = findUndeclared(capability);
  const names = [...new Set([...credentials, ...callers, ...others].map(({ what }) => what))];
  if (names.length === 0) return [];
  const keys = Object.fromEntries(names.map((name) => [name, name]));
  const description = 'List the variables that are taken from the environment';
  const inside = isObject(root['capability']) && root['binds'] === undefined ? root['capability'] : root;
  const parent = inside === root ? '$' : '$.capability';
  const binds = inside['binds'];
  const index = Array.isArray(binds) ? binds.findIndex((bind) => isObject(bind) && bind['namespace'] === 'env') : -1;
  if (index >= 0) return [{ target: `${parent}.binds[${index}]`, description, update: { keys } }];
  if (isObject(binds)) return [{ target: `${parent}.binds`, description, update: { env: { keys } } }];
  return [{ target: parent, description, update: { binds: [{ namespace: 'env', keys }] } }];
}
