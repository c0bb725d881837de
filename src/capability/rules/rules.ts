import type { Report } from '../../problem/report.ts';
import type { Capability } from '../model.ts';
import { bodyOnGet } from './body-on-get.ts';
import { headerOverridden } from './header-overridden.ts';
import { malformedSchema } from './malformed-schema.ts';
import { nameInTwoPlaces } from './name-in-two-places.ts';
import { oddPath } from './odd-path.ts';
import { plainHttp } from './plain-http.ts';
import { plainSecret } from './plain-secret.ts';
import type { Rule } from './rule.ts';
import { thinDescription } from './thin-description.ts';
import { tooManyTools } from './too-many-tools.ts';
import { undeclaredVariable } from './undeclared-variable.ts';
import { unsafePattern } from './unsafe-pattern.ts';

const rules: readonly Rule[] = [
  plainSecret,
  plainHttp,
  undeclaredVariable,
  malformedSchema,
  unsafePattern,
  nameInTwoPlaces,
  oddPath,
  headerOverridden,
  bodyOnGet,
  tooManyTools,
  thinDescription,
];

export function applyRules(capability: Capability, report: Report): void {
  for (const rule of rules) rule(capability, report);
}
